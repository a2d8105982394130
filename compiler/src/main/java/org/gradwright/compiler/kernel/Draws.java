// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.kernel;

import static org.gradwright.compiler.kernel.Bits.fma;

/** Random draws in precision f32, as {@link org.gradwright.runtime.CounterRandom} defines them. */
final class Draws {
    private static final double GRID = 0x1p-24;
    private static final double HALF_GRID = 0x1p-31;
    private static final double[] SIN_PI = {0x1.921fb6p1, -0x1.4abbfp2, 0x1.466f3ep1, -0x1.32e974p-1, 0x1.4701dep-4};

    private Draws() {}

    static Expr uniform(Expr key, Expr element) {
        return Expr.call(Fn.TO_REAL, shifted(hash(key, element), 8)).times(GRID);
    }

    /** The logarithm and the cosine by polynomials; {@code cos(pi w) = -sin(pi (|w| - 1/2))}. */
    static Expr normal(Expr key, Expr element) {
        Expr twice = element.times(Expr.whole(2));
        Expr odd = Bits.or(shifted(hash(key, twice), 1), Expr.whole(1));
        Expr u = Expr.call(Fn.TO_REAL, odd).times(HALF_GRID);
        Expr radius = Expr.call(Fn.SQRT, Logarithms.ofBits(Bits.of(u)).times(-2));
        Expr w = Expr.call(Fn.TO_REAL, hash(key, twice.plus(1))).times(HALF_GRID);
        return radius.times(sinPi(Expr.real(0.5).minus(Expr.call(Fn.ABS, w))));
    }

    private static Expr sinPi(Expr z) {
        Expr square = z.times(z);
        Expr high = fma(fma(square, SIN_PI[4], SIN_PI[3]), square, SIN_PI[2]);
        return z.times(fma(fma(high, square, SIN_PI[1]), square, SIN_PI[0]));
    }

    private static Expr hash(Expr key, Expr element) {
        return lowbias32(lowbias32(xor(element, key)).plus(key));
    }

    private static Expr lowbias32(Expr value) {
        Expr x = xor(value, shifted(value, 16)).times(Expr.whole(0x7feb352d));
        x = xor(x, shifted(x, 15)).times(Expr.whole(0x846ca68b));
        return xor(x, shifted(x, 16));
    }

    private static Expr xor(Expr a, Expr b) {
        return Expr.call(Fn.BIT_XOR, a, b);
    }

    private static Expr shifted(Expr a, int by) {
        return Expr.call(Fn.SHIFT_RIGHT_UNSIGNED, a, Expr.whole(by));
    }
}
