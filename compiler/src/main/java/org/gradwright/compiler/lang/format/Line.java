// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.format;

import java.util.Optional;
import org.gradwright.compiler.lang.syntax.Token;

/**
 * A finished line but for the place of its comment.
 *
 * @param blankBefore whether a blank line comes before it
 * @param code with its indent; of a line with nothing but a comment, only the indent
 * @param commentColumn where the author put the comment if he left more than one space before it, otherwise 0
 */
record Line(boolean blankBefore, String code, Optional<Token> comment, int commentColumn) {

    boolean isCommentOnly() {
        return code.isBlank() && comment.isPresent();
    }

    boolean hasTrailingComment() {
        return !code.isBlank() && comment.isPresent();
    }

    /** How many columns the code takes. */
    int width() {
        return code.codePointCount(0, code.length());
    }

    /** The line with its comment in a column, counted from 1. */
    String text(int column) {
        String words = comment.map(token -> token.text().stripTrailing()).orElse("");
        return hasTrailingComment() ? code + " ".repeat(column - 1 - width()) + words : code + words;
    }
}
