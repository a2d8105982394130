// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.value;

/** Numbers as the language writes them. */
public final class Numerals {
    private Numerals() {}

    /** {@code 3}, {@code 0.5}, {@code 1e-5}. */
    public static String text(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "infinity" : "-infinity";
        }
        return Double.toString(value).replace(".0E", "E").replace('E', 'e');
    }
}
