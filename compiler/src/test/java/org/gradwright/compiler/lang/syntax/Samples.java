// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.gradwright.compiler.lang.diagnostic.Diagnostics;
import org.gradwright.compiler.lang.diagnostic.SourceFile;

/** The networks of the design, and shorthands for parsing. */
public final class Samples {
    private static final Path ROOT = Path.of("src/test/resources/language");

    private Samples() {}

    /** A text and what messages call it. */
    public record Sample(String name, String text) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** The twenty networks, the file that one of them includes, and the standard layers. */
    public static List<Sample> wellFormed() {
        return Stream.of(list("networks"), list("networks/layers"), Stream.of(ROOT.resolve("std.graph")))
                .flatMap(files -> files)
                .map(Samples::read)
                .toList();
    }

    /** The files with one mistake each. */
    public static List<Sample> faulty() {
        return list("bad").map(Samples::read).toList();
    }

    private static Stream<Path> list(String folder) {
        try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".graph")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Sample read(Path file) {
        try {
            return new Sample(ROOT.relativize(file).toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The tree of a text without syntax errors. */
    public static SyntaxTree parse(String text) {
        Diagnostics diagnostics = new Diagnostics();
        SyntaxTree tree = Parser.parse(new SourceFile("model.graph", text), diagnostics);
        assertThat(diagnostics.render()).isEmpty();
        return tree;
    }

    /** The messages about a text. */
    static String messages(String text) {
        Diagnostics diagnostics = new Diagnostics();
        Parser.parse(new SourceFile("model.graph", text), diagnostics);
        return diagnostics.render();
    }

    /** The first lines of the messages about a text, without the file. */
    static List<String> headlines(String text) {
        Diagnostics diagnostics = new Diagnostics();
        Parser.parse(new SourceFile("", text), diagnostics);
        return diagnostics.all().stream().map(d -> d.headline().substring(1)).toList();
    }
}
