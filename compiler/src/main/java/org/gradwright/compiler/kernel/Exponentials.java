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
 * minimax fits with an error of 0.06 (exp), 0.25 (exp - 1) and 0.07 (erf) units in the last place.
 */
final class Exponentials {
    /** Adding 1.5 * 2^23 rounds to an integer, which is then in the lowest bits. */
    static final double MAGIC = 0x1.8p23;

    /** From here on exp is infinite. */
    static final float OVERFLOW = 89.5f;

    /** From here on exp(-x) is 0. */
    static final float UNDERFLOW = 105;

    /** Up to here exp(x) and exp(-x) are normal numbers. */
    private static final float NORMAL = 87;

    private static final int MAGIC_BITS = Bits.of((float) MAGIC);
    private static final double LOG2_E = 0x1.715476p0;
    private static final double LN2_HIGH = 0x1.62e43p-1;
    private static final double LN2_LOW = -0x1.05c61p-29;

    /** Beyond this exponent either way all is infinite, or 0. */
    private static final int EXTREME = 160;

    /** From here on erf is 1. */
    private static final float ERF_IS_ONE = 3.95f;

    private static final double[] EXP = {0x1.fffffcp-2, 0x1.555486p-3, 0x1.5558c2p-5, 0x1.124334p-7, 0x1.6a4cc2p-10};
    private static final double[] EXPM1 = {0x1.fffffep-2, 0x1.5554a6p-3, 0x1.5556ecp-5, 0x1.1230c4p-7, 0x1.6baf4cp-10};

    /** {@code -log(1 - erf(x)) / x}; the first coefficient is what float misses of 2 / sqrt(pi). */
    private static final double[] ERF = {
        -0x1.f7ac92p-25,
        0x1.45f2fep-1,
        0x1.a4f95ep-4,
        -0x1.39c0dap-6,
        -0x1.5b0a6ep-13,
        0x1.b63572p-10,
        -0x1.4cff2ep-11,
        0x1.efea8p-14,
        -0x1.38a6aap-17,
    };

    private static final double ERF_SLOPE = 0x1.20dd76p0;

    private Exponentials() {}

    /**
     * The parts of an exponential.
     *
     * @param t has the exponent in its lowest bits
     * @param r the remainder
     */
    record Reduced(Expr t, Expr r) {
        /** The exponent. */
        Expr n() {
            return Bits.of(t).minus(MAGIC_BITS);
        }

        /** 2 to the power of the exponent, where that is a normal number: what {@link #MAGIC} has above it is shifted out. */
        Expr power() {
            return real(Bits.left(Bits.of(t), Bits.FRACTION).plus(Bits.ONE));
        }
    }

    static Expr exp(Expr x) {
        return exp(x, fma(x, LOG2_E, MAGIC));
    }

    private static Expr exp(Expr x, Expr t) {
        Expr n = Bits.min(Bits.max(Bits.of(t), MAGIC_BITS - EXTREME), MAGIC_BITS + EXTREME)
                .minus(MAGIC_BITS);
        // Without the upper bit of the exponent a remainder of no meaning is small, and a true one unchanged.
        Expr r = real(and(Bits.of(remainder(x, t, 1)), 0xbfff_ffff));
        return real(or(Bits.of(scaled(expOfRemainder(r), n)), Bits.nan(Bits.of(x))));
    }

    /** Where the result is a normal number neither it nor the remainder needs care: one power of two instead of two halves. */
    static Expr expOfOne(Expr x) {
        Expr t = fma(x, LOG2_E, MAGIC);
        var parts = new Reduced(t, remainder(x, t, 1));
        Expr value = fma(parts.power(), expOfRemainder(parts.r()), parts.power());
        return Expr.call(Fn.ABS, x).atMost(Expr.real(NORMAL)).select(value, exp(x, t));
    }

    static Expr expm1(Expr x) {
        Expr bits = Bits.of(x);
        Expr sign = and(bits, Bits.SIGN);
        Reduced a = reduce(real(or(Bits.of(Bits.magnitude(bits, OVERFLOW)), sign)), 1);
        Expr n = Bits.max(a.n(), 1 - Bits.BIAS);
        Expr most = Bits.min(n, Bits.BIAS);
        Expr power = Bits.powerOfTwo(most);
        Expr value = fma(power, expm1OfRemainder(a.r(), 1), power.minus(1)).times(Bits.powerOfTwo(n.minus(most)));
        return real(or(Bits.of(value), or(sign, Bits.nan(bits))));
    }

    /** By {@code exp(-|x|)}, so that the negative tail keeps its relative accuracy. */
    static Expr sigmoid(Expr x) {
        Expr bits = Bits.of(x);
        Expr e = ofMinusMagnitude(bits);
        Expr numerator = real(and(Bits.of(e).minus(Bits.ONE), right(bits, 31)).plus(Bits.ONE));
        Expr denominator = e.plus(1);
        Expr lost = e.minus(denominator.minus(1));
        Expr quotient = corrected(numerator, denominator, lost, fma(e, -0.5, 1));
        return real(or(Bits.of(quotient), Bits.nan(bits)));
    }

    /** {@code exp(-|x|)}, of the bits of x; a NaN is lost. */
    static Expr ofMinusMagnitude(Expr bits) {
        Reduced a = reduce(Bits.magnitude(bits, UNDERFLOW).negated(), 1);
        return scaled(expOfRemainder(a.r()), a.n());
    }

    /** {@code 1 - exp(-v(x))}, with v(x) a polynomial: accurate near 0, and one piece for all x. */
    static Expr erf(Expr x) {
        Expr bits = Bits.of(x);
        Expr a = Bits.magnitude(bits, ERF_IS_ONE);
        Expr v = fma(a, ERF_SLOPE, a.times(erfPolynomial(a)));
        Reduced minus = reduce(v.negated(), 1);
        Expr power = minus.power();
        Expr value = fma(
                power, expm1OfRemainder(minus.r(), 1).negated(), Expr.real(1).minus(power));
        return real(or(Bits.min(Bits.of(value), Bits.ONE), or(and(bits, Bits.SIGN), Bits.nan(bits))));
    }

    private static Expr erfPolynomial(Expr a) {
        Expr square = a.times(a);
        Expr fourth = square.times(square);
        Expr low = fma(fma(a, ERF[3], ERF[2]), square, fma(a, ERF[1], ERF[0]));
        Expr high = fma(fma(a, ERF[7], ERF[6]), square, fma(a, ERF[5], ERF[4]));
        return fma(fma(fourth, ERF[8], high), fourth, low);
    }

    /** For x of which the exponent is in the range of floats. @param by the exponential is of {@code by x} */
    static Reduced reduce(Expr x, double by) {
        Expr t = fma(x, by * LOG2_E, MAGIC);
        return new Reduced(t, remainder(x, t, by));
    }

    /** {@code x - n ln2 / by}, for {@code t = n + MAGIC}. */
    private static Expr remainder(Expr x, Expr t, double by) {
        Expr n = t.minus(MAGIC);
        return fma(n, -LN2_LOW / by, fma(n, -LN2_HIGH / by, x));
    }

    /** {@code exp(r) - 1}, accurate beside 1. */
    static Expr expOfRemainder(Expr r) {
        return polynomial(r, EXP, 1);
    }

    /** {@code (exp(by r) - 1) / by}, accurate near 0. */
    static Expr expm1OfRemainder(Expr r, double by) {
        return polynomial(r, EXPM1, by);
    }

    private static Expr polynomial(Expr r, double[] c, double by) {
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
    static Expr corrected(Expr numerator, Expr denominator, Expr lost, Expr reciprocal) {
        Expr quotient = numerator.over(denominator);
        Expr minus = quotient.negated();
        Expr rest = fma(minus, lost, fma(minus, denominator, numerator));
        Expr factor = reciprocal == null ? Expr.real(1).minus(quotient) : reciprocal;
        return fma(rest, factor, quotient);
    }
}
