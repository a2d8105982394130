// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.syntax;

import org.gradwright.compiler.lang.diagnostic.SourceFile;
import org.gradwright.compiler.lang.diagnostic.Span;

/**
 * A word of a source text. Lines and columns count from 1, columns in code points.
 *
 * @param text as it stands in the source, backticks and quotes included
 * @param offset where it starts in the text, in characters
 */
public record Token(Kind kind, String text, int line, int column, int offset) {

    /** The kinds of words. */
    public enum Kind {
        NAME,
        KEYWORD,
        NUMBER,
        TEXT,
        OPERATOR,
        COMMENT,
        NEWLINE,
        END
    }

    public boolean is(Kind other) {
        return kind == other;
    }

    /** Whether it is this operator, keyword or unquoted name. */
    public boolean is(String symbol) {
        return (kind == Kind.OPERATOR || kind == Kind.KEYWORD || kind == Kind.NAME) && text.equals(symbol);
    }

    /** The name without backticks. */
    public String name() {
        return text.startsWith("`") ? text.substring(1, text.length() - 1) : text;
    }

    /** The first column behind it. */
    public int endColumn() {
        boolean visible = kind != Kind.NEWLINE && kind != Kind.END;
        return column + (visible ? text.codePointCount(0, text.length()) : 1);
    }

    /** The first offset behind it. */
    public int endOffset() {
        return offset + text.length();
    }

    public Span span(SourceFile file) {
        return Span.onLine(file, line, column, endColumn());
    }

    /** How a message calls it. */
    String described() {
        return switch (kind) {
            case NEWLINE -> "the end of the line";
            case END -> "the end of the file";
            case TEXT -> "the text " + text;
            default -> "`" + text + "`";
        };
    }
}
