// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

/** Messages for a terminal: what a file brings along can neither command it nor turn the order of its letters. */
final class Legible {
    private Legible() {}

    /** The text with control characters and marks of direction written as {@code \}{@code u202e}; line breaks and tabs stay. */
    static String of(String text) {
        var legible = new StringBuilder();
        text.codePoints().forEach(c -> legible.append(isSeen(c) ? Character.toString(c) : String.format("\\u%04x", c)));
        return legible.toString();
    }

    private static boolean isSeen(int c) {
        boolean isLayout = c == '\n' || c == '\r' || c == '\t';
        return isLayout || !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT;
    }
}
