// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

/**
 * Powers with whole exponents, by squaring, in sums of two doubles. {@link StrictMath#pow} allocates arrays until the JIT has
 * compiled it, which a decay to the power of the step, once a step, waits long for.
 *
 * <p>A product's error is computed by {@code fma} (Dekker, "A floating-point technique for extending the available precision",
 * 1971), so each squaring loses some 2^-104 of its value, and 2^31 of them less than half a unit in the last place of a double.
 */
final class WholePower {
    /** Beyond this, or below its reciprocal, second parts would overflow or become subnormal. */
    private static final double LARGEST = 0x1p900;

    private WholePower() {}

    static boolean isWhole(double exponent) {
        return exponent == (int) exponent && exponent != Integer.MIN_VALUE;
    }

    /** x to the power n; of what is very large, very small or not finite, {@link StrictMath#pow}. */
    static double of(double x, int n) {
        double base = n < 0 ? 1 / x : x;
        double rest = n < 0 ? base * Math.fma(-x, base, 1) : 0;
        double power = of(base, rest, Math.abs(n));
        double size = Math.abs(power);
        return size < LARGEST && size > 1 / LARGEST ? power : StrictMath.pow(x, n);
    }

    /** Each pair of a value and what its rounding lost is two locals here: an object would be the allocation that this avoids. */
    private static double of(double base, double baseRest, int exponent) {
        double power = 1;
        double powerRest = 0;
        double square = base;
        double squareRest = baseRest;
        for (int bits = exponent; bits != 0; bits >>= 1) {
            if ((bits & 1) != 0) {
                double product = power * square;
                double lost = Math.fma(power, square, -product) + (power * squareRest + powerRest * square);
                power = product + lost;
                powerRest = lost - (power - product);
            }
            double product = square * square;
            double lost = Math.fma(square, square, -product) + 2 * square * squareRest;
            square = product + lost;
            squareRest = lost - (square - product);
        }
        return power;
    }
}
