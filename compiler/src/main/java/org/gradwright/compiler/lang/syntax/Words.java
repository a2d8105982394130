// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.syntax;

import java.util.List;
import java.util.Set;

/** The words of the grammar. Only the reserved ones cannot be names. */
public final class Words {
    /** Words that are never names unless in backticks. */
    public static final Set<String> RESERVED = Set.of(
            "def", "for", "scan", "in", "with", "if", "else", "return", "and", "or", "not", "true", "false", "none",
            "new");

    /** Words that begin a statement inside a block. */
    static final List<String> STATEMENTS = List.of(
            "input", "param", "state", "layer", "output", "metric", "emit", "next", "for", "scan", "if", "return");

    /** Words that begin an item at the top level only. */
    static final List<String> ITEMS =
            List.of("gradwright", "graph", "precision", "include", "dim", "const", "def", "train", "data", "fit");

    private Words() {}

    /** Whether a name can be written without backticks. */
    public static boolean isPlainName(String text) {
        return !text.isEmpty()
                && !RESERVED.contains(text)
                && !isDigit(text.charAt(0))
                && text.chars().allMatch(Words::isNamePart);
    }

    static boolean isNamePart(int c) {
        return c == '_' || isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
