// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.syntax;

/** What a text between quotes stands for. */
final class TextLiterals {
    private TextLiterals() {}

    /** The text without quotes, its escapes resolved; unknown escapes, which the lexer reports, stay as they are. */
    static String value(String literal) {
        StringBuilder value = new StringBuilder();
        for (int i = 1; i < literal.length() - 1; i++) {
            char c = literal.charAt(i);
            value.append(c == '\\' ? escaped(literal.charAt(++i)) : c);
        }
        return value.toString();
    }

    private static char escaped(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            default -> c;
        };
    }
}
