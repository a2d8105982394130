// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.syntax;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.gradwright.compiler.lang.diagnostic.Diagnostics;
import org.gradwright.compiler.lang.diagnostic.SourceFile;

/** Reads a model's text. All syntax errors of a file are found in one run. */
public final class Parser {
    private Parser() {}

    /**
     * The tree of a file: of a faulty one, what could be understood. Never throws for any text; whatever is wrong goes
     * to the diagnostics.
     */
    public static SyntaxTree parse(SourceFile file, Diagnostics diagnostics) {
        int bytes = file.text().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > Limits.FILE_BYTES) {
            diagnostics.add(Sources.tooLarge(file, bytes));
            return new SyntaxTree(file, Optional.empty(), List.of());
        }
        return new ItemParser(new TokenStream(file, diagnostics)).file();
    }
}
