// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.kernel;

import static org.gradwright.compiler.kernel.Bits.and;
import static org.gradwright.compiler.kernel.Bits.fma;
import static org.gradwright.compiler.kernel.Bits.or;
import static org.gradwright.compiler.kernel.Bits.real;
import static org.gradwright.compiler.kernel.Bits.right;

/**
 * The exponential function and what is made of it, in precision f32: {@code exp(x) = 2^n exp(r)} with n the integer nearest
 * to x / ln 2 and |r| at most half of ln 2, taken from x in two fused steps (Cody and Waite, 1980). The coefficients are
 * minimax fits with an error of 0.06 (exp) and 0.25 (exp - 1) units in the last place.
 */
final class Exponentials {
    /** Adding 1.5 * 2^23 rounds to an integer, which is then in the lowest bits. */
    private static final double MAGIC = 0x1.8p23;

    private static final int MAGIC_BITS = Bits.of((float) MAGIC);
    private static final double LOG2_E = 0x1.715476p0;
    private static final double LN2_HIGH = 0x1.62e43p-1;
    private static final double LN2_LOW = -0x1.05c61p-29;

    /** Beyond this exponent either way all is infinite, or 0. */
    private static final int EXTREME = 160;

    private static final double[] EXP = {
        0x1.fffffcp-2, 0x1.555486p-3, 0x1.5558c2p-5, 0x1.124334p-7, 0x1.6a4cc2p-10,
    };
    private static final double[] EXPM1 = {
        0x1.fffffep-2, 0x1.5554a6p-3, 0x1.5556ecp-5, 0x1.1230c4p-7, 0x1.6baf4cp-10,
    };

    private Exponentials() {}

    static Expr exp(Expr x) {
        Expr t = fma(x, LOG2_E, Expr.real(MAGIC));
        Expr n = Bits.min(Bits.max(Bits.of(t), MAGIC_BITS - EXTREME), MAGIC_BITS + EXTREME)
                .minus(MAGIC_BITS);
        // Without the upper bit of the exponent a remainder of no meaning is small, and a true one unchanged.
        Expr r = real(and(Bits.of(remainder(x, t, 1)), 0xbfff_ffff));
        return real(or(Bits.of(scaled(expm1(r, EXP, 1), n)), Bits.nan(Bits.of(x))));
    }

    /** By {@code exp(-|x|)}, so that the negative tail keeps its relative accuracy. */
    static Expr sigmoid(Expr x) {
        Expr bits = Bits.of(x);
        Expr minus = Bits.magnitude(bits, 105).negated();
        Expr t = fma(minus, LOG2_E, Expr.real(MAGIC));
        Expr e = scaled(expm1(remainder(minus, t, 1), EXP, 1), Bits.of(t).minus(MAGIC_BITS));
        Expr numerator = real(and(Bits.of(e).minus(Bits.ONE), right(bits, 31)).plus(Bits.ONE));
        Expr denominator = e.plus(1);
        Expr lost = e.minus(denominator.minus(1));
        Expr quotient = corrected(numerator, denominator, lost, fma(e, -0.5, 1));
        return real(or(Bits.of(quotient), Bits.nan(bits)));
    }

    /** {@code h / (h + 1)} with h half of {@code exp(2|x|) - 1}, which is accurate near 0. */
    static Expr tanh(Expr x) {
        Expr bits = Bits.of(x);
        Expr a = Bits.magnitude(bits, 9.1f);
        Expr t = fma(a, 2 * LOG2_E, Expr.real(MAGIC));
        Expr p = expm1(remainder(a, t, 2), EXPM1, 2);
        Expr power = Bits.powerOfTwo(Bits.of(t).minus(MAGIC_BITS));
        Expr h = fma(power, p, fma(power, 0.5, -0.5));
        Expr denominator = h.plus(1);
        Expr larger = real(Bits.max(Bits.of(h), Bits.ONE));
        Expr smaller = real(Bits.min(Bits.of(h), Bits.ONE));
        Expr lost = smaller.minus(denominator.minus(larger));
        Expr quotient = corrected(h, denominator, lost, null);
        return real(or(Bits.min(Bits.of(quotient), Bits.ONE), or(and(bits, Bits.SIGN), Bits.nan(bits))));
    }

    /** {@code x - n ln2 / by}, for {@code t = n + MAGIC}. */
    private static Expr remainder(Expr x, Expr t, double by) {
        Expr n = t.minus(MAGIC);
        return fma(n, -LN2_LOW / by, fma(n, -LN2_HIGH / by, x));
    }

    /** {@code (exp(by r) - 1) / by}. */
    private static Expr expm1(Expr r, double[] c, double by) {
        Expr square = r.times(r);
        Expr low = fma(r, c[1] * by * by, c[0] * by);
        Expr high = fma(r, c[3] * Math.pow(by, 4), c[2] * Math.pow(by, 3));
        Expr q = fma(fma(square, c[4] * Math.pow(by, 5), high), square, low);
        return fma(q, square, r);
    }

    /** {@code (1 + p) 2^n}, rounded to a subnormal number once: n is taken in two halves. */
    private static Expr scaled(Expr p, Expr n) {
        Expr half = right(n, 1);
        Expr first = Bits.powerOfTwo(half);
        return fma(first, p, first).times(Bits.powerOfTwo(n.minus(half)));
    }

    /**
     * A quotient with the division's own rounding and that of its denominator undone.
     *
     * @param lost what the denominator lacks
     * @param reciprocal of the denominator, roughly; null for {@code 1 - quotient}
     */
    private static Expr corrected(Expr numerator, Expr denominator, Expr lost, Expr reciprocal) {
        Expr quotient = numerator.over(denominator);
        Expr minus = quotient.negated();
        Expr rest = fma(minus, lost, fma(minus, denominator, numerator));
        Expr factor = reciprocal == null ? Expr.real(1).minus(quotient) : reciprocal;
        return fma(rest, factor, quotient);
    }
}
