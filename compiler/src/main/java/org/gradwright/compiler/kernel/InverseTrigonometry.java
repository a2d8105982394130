// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.kernel;

import static org.gradwright.compiler.kernel.Bits.and;
import static org.gradwright.compiler.kernel.Bits.fma;
import static org.gradwright.compiler.kernel.Bits.or;
import static org.gradwright.compiler.kernel.Bits.real;
import static org.gradwright.compiler.kernel.Bits.right;

/**
 * The inverse trigonometric functions in precision f32. Above 1/2, {@code asin(x) = pi/2 - 2 asin(sqrt((1 - x) / 2))}; above 1,
 * {@code atan(x) = pi/2 - atan(1 / x)}. The polynomials are minimax fits with an error of 0.08 (asin) and 0.28 (atan) units in
 * the last place.
 */
final class InverseTrigonometry {
    private static final double HALF_PI = 0x1.921fb6p0;
    private static final double HALF_PI_LOW = -0x1.777a5cp-25;
    private static final double[] ASIN = {0x1.5555c8p-3, 0x1.330204p-4, 0x1.747bb8p-5, 0x1.8c3e5p-6, 0x1.595c6p-5};
    private static final double[] ATAN = {
        -0x1.5554dcp-2, 0x1.9978ecp-3, -0x1.230a96p-3, 0x1.b4deep-4,
        -0x1.35519ep-4, 0x1.61f17ep-5, -0x1.0c1c94p-6, 0x1.7eb2b4p-9,
    };

    private InverseTrigonometry() {}

    /** What is left to compute: the function of {@code v} is {@code v + rest}. */
    private record Reduced(Expr large, Expr v, Expr rest) {
        /** @param small what v is below 1/2 */
        static Reduced of(Expr magnitude, Expr small) {
            Expr a = real(magnitude);
            Expr large = right(Expr.whole(Bits.of(0.5f)).minus(magnitude), 31);
            Expr half = fma(a, -0.5, 0.5);
            Expr square = real(Bits.choose(large, Bits.of(half), Bits.of(a.times(a))));
            Expr v = real(Bits.choose(large, Bits.of(Expr.call(Fn.SQRT, half)), Bits.of(small)));
            return new Reduced(large, v, polynomial(square).times(square.times(v)));
        }

        private static Expr polynomial(Expr z) {
            Expr square = z.times(z);
            Expr low = fma(fma(z, ASIN[2], ASIN[1]), z, ASIN[0]);
            return fma(fma(z, ASIN[4], ASIN[3]), square.times(z), low);
        }
    }

    static Expr asin(Expr x) {
        Expr bits = Bits.of(x);
        Expr magnitude = and(bits, Bits.MAGNITUDE);
        Reduced s = Reduced.of(magnitude, real(magnitude));
        Expr large = sum(Expr.real(HALF_PI), Expr.real(HALF_PI_LOW), Expr.real(-2), s.v(), s.rest());
        Expr value = Bits.choose(s.large(), Bits.of(large), Bits.of(s.v().plus(s.rest())));
        return real(or(value, or(and(bits, Bits.SIGN), Bits.nan(bits))));
    }

    static Expr acos(Expr x) {
        Expr bits = Bits.of(x);
        Reduced s = Reduced.of(and(bits, Bits.MAGNITUDE), x);
        Expr negative = right(bits, 31);
        Expr pi = and(negative, Bits.of((float) (2 * HALF_PI)));
        Expr piLow = and(negative, Bits.of((float) (2 * HALF_PI_LOW)));
        Expr two = or(Expr.whole(Bits.of(2f)), and(bits, Bits.SIGN));
        Expr high = Bits.choose(s.large(), pi, Expr.whole(Bits.of((float) HALF_PI)));
        Expr low = Bits.choose(s.large(), piLow, Expr.whole(Bits.of((float) HALF_PI_LOW)));
        Expr factor = Bits.choose(s.large(), two, Expr.whole(Bits.of(-1f)));
        Expr value = sum(real(high), real(low), real(factor), s.v(), s.rest());
        return real(or(Bits.of(value), Bits.nan(bits)));
    }

    static Expr atan(Expr x) {
        Expr bits = Bits.of(x);
        Expr magnitude = and(bits, Bits.MAGNITUDE);
        Expr one = Expr.whole(Bits.ONE);
        Expr large = right(one.minus(magnitude), 31);
        Expr numerator = real(Bits.choose(large, one, magnitude));
        Expr v = numerator.over(real(Bits.choose(large, magnitude, one)));
        Expr square = v.times(v);
        Expr rest = atanPolynomial(square).times(square.times(v));
        Expr high = real(and(large, Bits.of((float) HALF_PI)));
        Expr low = real(and(large, Bits.of((float) HALF_PI_LOW)));
        Expr sign = real(or(one, and(large, Bits.SIGN)));
        Expr value = sum(high, low, sign, v, rest);
        return real(or(Bits.of(value), or(and(bits, Bits.SIGN), Bits.nan(bits))));
    }

    private static Expr atanPolynomial(Expr z) {
        Expr square = z.times(z);
        Expr low = fma(fma(z, ATAN[3], ATAN[2]), square, fma(z, ATAN[1], ATAN[0]));
        Expr high = fma(fma(z, ATAN[7], ATAN[6]), square, fma(z, ATAN[5], ATAN[4]));
        return fma(high, square.times(square), low);
    }

    /** {@code high + low + factor (v + rest)}, rounded about once. */
    private static Expr sum(Expr high, Expr low, Expr factor, Expr v, Expr rest) {
        Expr first = fma(factor, v, high);
        Expr lost = fma(factor, v, high.minus(first));
        return first.plus(fma(factor, rest, lost.plus(low)));
    }
}
