// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.numerics;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.stream.IntStream;

/** What a generated class gives as a value: a number, or an array of numbers. */
final class Numbers {
    private Numbers() {}

    static int count(Object value) {
        return value.getClass().isArray() ? Array.getLength(value) : 1;
    }

    static double at(Object value, int index) {
        return value instanceof Number number ? number.doubleValue() : Array.getDouble(value, index);
    }

    /** With six digits, as many as single precision holds. */
    static String text(double value) {
        if (value == 0 || !Double.isFinite(value)) {
            return Double.toString(value);
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(6)).stripTrailingZeros();
        boolean isShort = Math.abs(value) < 1e7 && Math.abs(value) >= 1e-4;
        return isShort ? rounded.toPlainString() : rounded.toString();
    }

    /** The first element that is not a number, else the first that is infinite, which may be meant; -1 for none. */
    static int firstNotFinite(Object value) {
        return IntStream.range(0, count(value))
                .filter(i -> Double.isNaN(at(value, i)))
                .findFirst()
                .orElseGet(() -> IntStream.range(0, count(value))
                        .filter(i -> Double.isInfinite(at(value, i)))
                        .findFirst()
                        .orElse(-1));
    }

    static double largestMagnitude(Object value) {
        double largest = 0;
        for (int i = 0; i < count(value); i++) {
            largest = Math.max(largest, Math.abs(at(value, i)));
        }
        return largest;
    }
}
