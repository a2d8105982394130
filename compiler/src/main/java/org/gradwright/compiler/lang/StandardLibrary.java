// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.gradwright.compiler.lang.builtin.Builtin;
import org.gradwright.compiler.lang.builtin.Builtins;
import org.gradwright.compiler.lang.diagnostic.Diagnostics;
import org.gradwright.compiler.lang.diagnostic.SourceFile;
import org.gradwright.compiler.lang.scope.Library;
import org.gradwright.compiler.lang.syntax.Definition;
import org.gradwright.compiler.lang.syntax.Item;
import org.gradwright.compiler.lang.syntax.Parser;

/** The layers and functions that are written in the language itself. */
public final class StandardLibrary {
    private static final String NAME = "std.graph";

    private StandardLibrary() {}

    /** The text of {@code std.graph}. */
    public static String text() {
        try (InputStream stream = StandardLibrary.class.getResourceAsStream(NAME)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The functions that the language cannot express in itself, as {@code sum(x, axis = none, keep = false)}: what has a
     * value here may be left out.
     */
    public static List<String> builtIns() {
        return Builtins.all().values().stream().map(Builtin::signature).toList();
    }

    static Library load() {
        Diagnostics diagnostics = new Diagnostics();
        Library library = new Library(true);
        for (Item item : Parser.parse(new SourceFile(NAME, text()), diagnostics).items()) {
            if (item instanceof Definition definition) {
                library.define(definition);
            }
        }
        diagnostics.throwIfErrors();
        return library;
    }
}
