// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.kernel;

import static org.gradwright.compiler.kernel.Bits.and;
import static org.gradwright.compiler.kernel.Bits.fma;
import static org.gradwright.compiler.kernel.Bits.or;
import static org.gradwright.compiler.kernel.Bits.real;
import static org.gradwright.compiler.kernel.Bits.right;

/**
 * Logarithms in precision f32: {@code log(x) = e ln 2 + log(1 + f)} with {@code 1 + f} between the roots of 1/2 and of 2, and
 * {@code log(1 + f) = f - f^2 / 2 + f^3 R(f)}. R is a minimax fit with an error of 0.1 units in the last place.
 */
final class Logarithms {
    private static final double LN2_HIGH = 0x1.62e43p-1;
    private static final double LN2_LOW = -0x1.05c61p-29;
    private static final int ROOT_OF_HALF = Bits.of(0x1.6a09e6p-1f);

    /** The bits of 2^32. */
    private static final int UP = 0x4f80_0000;

    private static final double[] R = {
        0x1.555554p-2, -0x1.00023cp-2, 0x1.99a092p-3, -0x1.546c5ap-3,
        0x1.22c6e2p-3, -0x1.0dae96p-3, 0x1.06061ap-3, -0x1.398fcep-4,
    };

    private Logarithms() {}

    static Expr log(Expr x) {
        Expr bits = Bits.of(x);
        // Numbers below 2, subnormal ones among them, are taken 2^32 times.
        Expr factor = Expr.whole(UP).minus(and(right(bits, 2), 1 << 28));
        Expr wide = Bits.of(x.times(real(factor))).minus(factor.minus(Bits.ONE));
        Expr plusZero = Bits.of(fma(x, 1, 0));
        return real(Bits.choose(isPositive(bits), Bits.of(ofBits(wide)), special(plusZero)));
    }

    /** The logarithm of a positive number, of its bits; the exponent may be beyond those of floats. */
    static Expr ofBits(Expr bits) {
        Expr e = exponent(bits);
        Expr f = real(bits.minus(Bits.left(e, Bits.FRACTION))).minus(1);
        return sum(f, e);
    }

    static Expr log1p(Expr x) {
        Expr bits = Bits.of(x);
        Expr rounded = Bits.of(x.plus(1));
        Expr e = exponent(rounded);
        Expr shift = Bits.left(e, Bits.FRACTION);
        Expr one = real(Bits.max(Expr.whole(Bits.ONE).minus(shift), 0));
        Expr f = real(bits.minus(shift)).plus(one.minus(1));
        Expr value = or(Bits.of(sum(f, e)), and(bits, Bits.SIGN));
        return real(Bits.choose(isPositive(rounded), value, special(rounded)));
    }

    /** {@code max(x, 0) + log(1 + exp(-|x|))}. */
    static Expr softplus(Expr x) {
        Expr bits = Bits.of(x);
        Expr small = Exponentials.ofMinusMagnitude(bits);
        Expr e = exponent(Bits.of(small.plus(1)));
        Expr scale = real(Expr.whole(Bits.ONE).minus(Bits.left(e, Bits.FRACTION)));
        Expr log = sum(fma(small, scale, scale.minus(1)), e);
        Expr positive = real(and(bits, Expr.call(Fn.BIT_XOR, right(bits, 31), Expr.whole(-1))));
        return real(or(Bits.of(positive.plus(log)), Bits.nan(bits)));
    }

    private static Expr exponent(Expr bits) {
        return right(bits.minus(ROOT_OF_HALF), Bits.FRACTION);
    }

    /** {@code exponent ln 2 + log(1 + f)}. */
    private static Expr sum(Expr f, Expr exponent) {
        Expr e = Expr.call(Fn.TO_REAL, exponent);
        Expr square = f.times(f);
        Expr low = fma(fma(f, R[3], R[2]), square, fma(f, R[1], R[0]));
        Expr high = fma(fma(f, R[7], R[6]), square, fma(f, R[5], R[4]));
        Expr r = fma(high, square.times(square), low);
        Expr small = fma(square, -0.5, fma(square.times(f), r, e.times(LN2_LOW)));
        return fma(e, LN2_HIGH, f.plus(small));
    }

    /** All ones for the bits of a positive finite number. */
    private static Expr isPositive(Expr bits) {
        Expr before = bits.minus(1);
        Expr notNegative = Expr.call(Fn.BIT_XOR, before, Expr.whole(-1));
        return right(and(notNegative, before.minus(Bits.INFINITY - 1)), 31);
    }

    /** The bits of the logarithm of what is not positive and finite: of +0 -inf, of a negative number NaN. */
    private static Expr special(Expr bits) {
        Expr minusInfinity = and(right(bits.minus(1), 31), Bits.SIGN | Bits.INFINITY);
        return or(or(bits, right(bits, 31)), minusInfinity);
    }
}
