// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.kernel;

/** Short names for what the definitions of functions are made of. */
final class Bits {
    static final int SIGN = 0x8000_0000;
    static final int MAGNITUDE = 0x7fff_ffff;
    static final int INFINITY = 0x7f80_0000;

    /** The bits of 1. */
    static final int ONE = 0x3f80_0000;

    /** The exponent of 1, as it is stored. */
    static final int BIAS = 127;

    /** The number of bits below the exponent. */
    static final int FRACTION = 23;

    private Bits() {}

    static Expr fma(Expr a, Expr b, Expr c) {
        return Expr.call(Fn.FMA, a, b, c);
    }

    static Expr fma(Expr a, Expr b, double c) {
        return fma(a, b, Expr.real(c));
    }

    static Expr fma(Expr a, double b, Expr c) {
        return fma(a, Expr.real(b), c);
    }

    static Expr fma(Expr a, double b, double c) {
        return fma(a, Expr.real(b), Expr.real(c));
    }

    static Expr of(Expr real) {
        return Expr.call(Fn.BITS, real);
    }

    static int of(float real) {
        return Float.floatToRawIntBits(real);
    }

    static Expr real(Expr bits) {
        return Expr.call(Fn.FROM_BITS, bits);
    }

    static Expr and(Expr a, Expr b) {
        return Expr.call(Fn.BIT_AND, a, b);
    }

    static Expr and(Expr a, int b) {
        return and(a, Expr.whole(b));
    }

    static Expr or(Expr a, Expr b) {
        return Expr.call(Fn.BIT_OR, a, b);
    }

    static Expr left(Expr a, int by) {
        return Expr.call(Fn.SHIFT_LEFT, a, Expr.whole(by));
    }

    static Expr right(Expr a, int by) {
        return Expr.call(Fn.SHIFT_RIGHT, a, Expr.whole(by));
    }

    static Expr min(Expr a, int b) {
        return Expr.call(Fn.MIN, a, Expr.whole(b));
    }

    static Expr max(Expr a, int b) {
        return Expr.call(Fn.MAX, a, Expr.whole(b));
    }

    /** {@code mask ? yes : no}, for a mask of all ones or none. */
    static Expr choose(Expr mask, Expr yes, Expr no) {
        return or(and(yes, mask), and(no, Expr.call(Fn.BIT_XOR, mask, Expr.whole(-1))));
    }

    /** |x|, but at most a limit; NaN becomes the limit. */
    static Expr magnitude(Expr bits, float limit) {
        return real(min(and(bits, MAGNITUDE), of(limit)));
    }

    /** All ones for a NaN, else none: {@code or} brings a NaN back that clamping has lost. */
    static Expr nan(Expr bits) {
        return right(Expr.whole(INFINITY).minus(and(bits, MAGNITUDE)), 31);
    }

    /** 2 to the power of an integer from -126 to 127. */
    static Expr powerOfTwo(Expr exponent) {
        return real(left(exponent.plus(BIAS), FRACTION));
    }
}
