// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

import java.util.Locale;
import java.util.regex.Pattern;

/** Numbers as text: the shortest form that reads back exactly. */
final class Numbers {
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");

    private Numbers() {}

    /** {@code 0.02}, {@code 2}, {@code 1.0e-7}, {@code -infinity}, {@code nan}. */
    static String print(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "infinity" : "-infinity";
        }
        String text = Double.toString(value).toLowerCase(Locale.ROOT);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    /**
     * Reads what {@link #print} writes, and ordinary decimal notation.
     *
     * @throws IllegalArgumentException when the text is no number
     */
    static double parse(String text) {
        return switch (text) {
            case "nan" -> Double.NaN;
            case "infinity" -> Double.POSITIVE_INFINITY;
            case "-infinity" -> Double.NEGATIVE_INFINITY;
            default -> decimal(text);
        };
    }

    private static double decimal(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException("`" + text + "` is not a number");
        }
        return Double.parseDouble(text);
    }
}
