// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build;

import java.util.regex.Pattern;
import org.gradwright.compiler.lang.syntax.Name;

/** How names, numbers and texts are written in the language. */
final class Spelling {
    private static final String NAME = "(?:\\w+|`[^`\\p{Cntrl}]+`)";
    private static final Pattern PATH = Pattern.compile(NAME + "(?:\\[\\d+])*(?:\\." + NAME + "(?:\\[\\d+])*)*");
    private static final String SEGMENT = "(?:" + NAME + "|\\*\\*?)(?:\\[(?:\\*|\\d+(?:\\.\\.<\\d+)?)])*";
    private static final Pattern PATTERN = Pattern.compile(SEGMENT + "(?:\\." + SEGMENT + ")*");

    private Spelling() {}

    /** A name, in backticks if it needs them. @throws ModelError if even these do not help */
    static String name(String text) {
        boolean plain = !text.isEmpty() && text.chars().noneMatch(c -> c == '`' || Character.isISOControl(c));
        if (!plain) {
            throw new ModelError("a name has at least one letter, no backtick and no line break");
        }
        return Name.spelling(text);
    }

    /** {@code h[3].att.W}. */
    static String path(String text) {
        if (!PATH.matcher(text).matches()) {
            throw new ModelError("`" + text + "` is no path of a parameter: write `W`, `h1.W` or `h[3].att.W`");
        }
        return text;
    }

    /** {@code body.h[0..<2].**}. */
    static String pattern(String text) {
        if (!PATTERN.matcher(text).matches()) {
            throw new ModelError("`" + text + "` is no pattern: write `h1.W`, `body.**` or `h[0..<2].*`");
        }
        return text;
    }

    /** A number of 0 or more. */
    static String number(double value) {
        if (value == Math.rint(value) && value < 1e15) {
            return Long.toString((long) value);
        }
        return Double.toString(value).replace(".0E", "E").replace('E', 'e');
    }

    static String text(String value) {
        String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"");
        return '"' + escaped.replace("\n", "\\n").replace("\t", "\\t") + '"';
    }
}
