// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.kernel;

import static org.gradwright.compiler.kernel.Bits.and;
import static org.gradwright.compiler.kernel.Bits.fma;
import static org.gradwright.compiler.kernel.Bits.or;
import static org.gradwright.compiler.kernel.Bits.real;

/**
 * Sine, cosine and tangent in precision f32. The nearest multiple of pi (for the tangent of pi / 2) is taken off in fused
 * steps (Cody and Waite, 1980): the first is exact, what the last takes off joins the sum at the end. That holds up to a
 * limit; arguments beyond it are computed in double, one by one. The polynomials are minimax fits with an error of 0.13
 * (sine) and 0.03 (tangent) units in the last place.
 */
final class Trigonometry {
    private static final double LIMIT = 1 << 17;
    private static final double MAGIC = Exponentials.MAGIC;
    private static final double INVERSE_PI = 0x1.45f306p-2;
    /** All positive, so that the sign of a zero is not lost. */
    private static final double[] PI = {0x1.921fb4p1, 0x1.4442dp-23, 0x1.84698ap-47};

    private static final double[] SIN = {-0x1.55554ap-3, 0x1.110e86p-7, -0x1.9f6136p-13, 0x1.5ce634p-19};
    private static final double[] TAN = {
        0x1.555564p-2, 0x1.110c8p-3, 0x1.bb0dbep-5, 0x1.5a9d3ap-6, 0x1.6e0e98p-7, -0x1.679ed6p-12, 0x1.2cf9dap-8,
    };

    private Trigonometry() {}

    static Expr sin(Expr x) {
        Expr t = fma(x, INVERSE_PI, MAGIC);
        Expr n = t.minus(MAGIC);
        Expr r = fma(n, -PI[1], fma(n, -PI[0], x));
        return within(x, turned(sinOfRemainder(r, n.times(-PI[2])), t), Fn.SIN_OF_LARGE);
    }

    /** By {@code cos(x) = sin((n + 1/2) pi - |x|)}, up to the sign of an odd n. */
    static Expr cos(Expr x) {
        Expr a = Expr.call(Fn.ABS, x);
        Expr t = fma(a, INVERSE_PI, -0.5).plus(MAGIC);
        Expr n = t.minus(MAGIC).plus(0.5);
        Expr r = fma(n, PI[1], fma(n, PI[0], a.negated()));
        return within(x, turned(sinOfRemainder(r, n.times(PI[2])), t), Fn.COS_OF_LARGE);
    }

    /** As {@link #sin}, where the nearest multiple is 0 without waiting for it. */
    static Expr sinOfOne(Expr x) {
        Expr t = fma(x, INVERSE_PI, MAGIC);
        Expr n = t.minus(MAGIC);
        Expr r = fma(n, -PI[1], fma(n, -PI[0], x));
        Expr near = n.equalTo(Expr.real(0)).select(x, r);
        return within(x, signed(near, n.times(-PI[2]), t), Fn.SIN_OF_LARGE);
    }

    /** As {@link #cos}, where the nearest odd multiple of pi / 2 is the first without waiting for it. */
    static Expr cosOfOne(Expr x) {
        Expr a = Expr.call(Fn.ABS, x);
        Expr t = fma(a, INVERSE_PI, -0.5).plus(MAGIC);
        Expr n = t.minus(MAGIC).plus(0.5);
        Expr r = fma(n, PI[1], fma(n, PI[0], a.negated()));
        Expr first = Expr.real(PI[0] / 2).minus(a).plus(PI[1] / 2);
        Expr near = n.equalTo(Expr.real(0.5)).select(first, r);
        return within(x, signed(near, n.times(PI[2]), t), Fn.COS_OF_LARGE);
    }

    /** The sign changes for an odd multiple of pi. */
    private static Expr turned(Expr value, Expr t) {
        return real(Expr.call(Fn.BIT_XOR, Bits.of(value), Bits.left(Bits.of(t), 31)));
    }

    /** {@code sin(r + rest)} for |r| up to pi / 2. */
    private static Expr sinOfRemainder(Expr r, Expr rest) {
        return r.plus(fma(sinSum(r), r, rest));
    }

    /** The same with its sign changed for an odd multiple of pi, by a factor that is there before the sum is. */
    private static Expr signed(Expr r, Expr rest, Expr t) {
        Expr sign = real(or(Bits.left(Bits.of(t), 31), Expr.whole(Bits.ONE)));
        return fma(sign, r, fma(sinSum(r), r.times(sign), rest.times(sign)));
    }

    private static Expr sinSum(Expr r) {
        Expr square = r.times(r);
        Expr high = fma(square, fma(square, SIN[3], SIN[2]), SIN[1]);
        return fma(square, SIN[0], square.times(square).times(high));
    }

    /** The tangent of the remainder, or minus its reciprocal, with what rounding has lost of it undone. */
    static Expr tan(Expr x) {
        Expr t = fma(x, 2 * INVERSE_PI, MAGIC);
        Expr n = t.minus(MAGIC);
        Expr first = fma(n, -PI[0] / 2, x);
        Expr second = n.times(PI[1] / 2);
        Expr lostOfSecond = fma(n, PI[1] / 2, second.negated());
        Expr r = first.minus(second);
        Expr rest = fma(n, PI[2] / 2, second.minus(first.minus(r)).plus(lostOfSecond))
                .negated();
        Expr square = r.times(r);
        Expr small = fma(tanSum(square), square.times(r), fma(rest, square, rest));
        Expr y = r.plus(small);
        Expr odd = Expr.whole(0).minus(and(Bits.of(t), 1));
        Expr numerator = real(Bits.choose(odd, Expr.whole(Bits.ONE | Bits.SIGN), Bits.of(y)));
        Expr denominator = real(Bits.choose(odd, Bits.of(y), Expr.whole(Bits.ONE)));
        Expr lost = real(and(Bits.of(r.minus(y).plus(small)), odd));
        Expr quotient = numerator.over(denominator);
        Expr minus = quotient.negated();
        Expr error = fma(minus, lost, fma(minus, denominator, numerator));
        Expr value = fma(error.negated(), real(and(Bits.of(quotient), odd)), quotient);
        return within(x, value, Fn.TAN_OF_LARGE);
    }

    private static Expr tanSum(Expr square) {
        Expr low = fma(fma(square, TAN[2], TAN[1]), square, TAN[0]);
        Expr high = fma(fma(fma(square, TAN[6], TAN[5]), square, TAN[4]), square, TAN[3]);
        return fma(high, square.times(square.times(square)), low);
    }

    private static Expr within(Expr x, Expr value, Fn otherwise) {
        Expr small = Expr.call(Fn.ABS, x).atMost(Expr.real(LIMIT));
        return small.select(value, Expr.call(otherwise, x));
    }
}
