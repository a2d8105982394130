// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.format;

import java.util.ArrayList;
import java.util.List;
import org.gradwright.compiler.lang.diagnostic.Diagnostics;
import org.gradwright.compiler.lang.diagnostic.SourceFile;
import org.gradwright.compiler.lang.syntax.Lexer;
import org.gradwright.compiler.lang.syntax.Parser;
import org.gradwright.compiler.lang.syntax.Token;

/**
 * Brings a model's text into its canonical form. Formatting twice gives the same text as formatting once; nothing but
 * white space, the spelling of numbers and the version line is changed.
 */
public final class Formatter {
    private static final String VERSION_LINE = "gradwright 1\n";

    private Formatter() {}

    /**
     * The canonical form of a text.
     *
     * @throws org.gradwright.compiler.lang.diagnostic.DiagnosticException if the text has syntax errors
     */
    public static String format(String text) {
        return format(new SourceFile("model.graph", text));
    }

    /**
     * The canonical form of a file; lines end with LF.
     *
     * @throws org.gradwright.compiler.lang.diagnostic.DiagnosticException if the file has syntax errors
     */
    public static String format(SourceFile file) {
        Diagnostics diagnostics = new Diagnostics();
        boolean versioned = Parser.parse(file, diagnostics).version().isPresent();
        diagnostics.throwIfErrors();
        List<Token> tokens = Lexer.tokens(file, diagnostics);
        return (versioned ? "" : VERSION_LINE) + text(lines(new UnitReader(tokens).read()));
    }

    private static List<Line> lines(List<Unit> units) {
        List<List<Integer>> gaps = Alignment.gaps(units);
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < units.size(); i++) {
            lines.addAll(StatementLayout.lines(units.get(i), gaps.get(i)));
        }
        return lines;
    }

    private static String text(List<Line> lines) {
        List<Integer> columns = CommentAlignment.columns(lines);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            text.append(lines.get(i).blankBefore() ? "\n" : "");
            text.append(lines.get(i).text(columns.get(i))).append('\n');
        }
        return text.toString();
    }
}
