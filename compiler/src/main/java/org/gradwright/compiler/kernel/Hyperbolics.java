// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.kernel;

import static org.gradwright.compiler.kernel.Bits.and;
import static org.gradwright.compiler.kernel.Bits.fma;
import static org.gradwright.compiler.kernel.Bits.or;
import static org.gradwright.compiler.kernel.Bits.real;
import static org.gradwright.compiler.kernel.Bits.right;

/** Hyperbolic functions in precision f32, by the exponential; sinh by a polynomial (a minimax fit) below 1. */
final class Hyperbolics {
    /** From here on tanh is 1. */
    private static final float TANH_IS_ONE = 9.1f;

    private static final double[] SINH = {0x1.555556p-3, 0x1.1110ep-7, 0x1.a022bcp-13, 0x1.756c1ep-19};

    private Hyperbolics() {}

    /** {@code h / (h + 1)} with h half of {@code exp(2|x|) - 1}, which is accurate near 0. */
    static Expr tanh(Expr x) {
        Expr bits = Bits.of(x);
        Exponentials.Reduced a = Exponentials.reduce(Bits.magnitude(bits, TANH_IS_ONE), 2);
        Expr h = fma(a.power(), Exponentials.expm1OfRemainder(a.r(), 2), fma(a.power(), 0.5, -0.5));
        Expr denominator = h.plus(1);
        // What the sum has of 1, what it has of h, and what it lacks of both (Knuth, 1969).
        Expr one = denominator.minus(h);
        Expr lost = h.minus(denominator.minus(one)).plus(Expr.real(1).minus(one));
        Expr quotient = Exponentials.corrected(h, denominator, lost, null);
        return real(or(Bits.min(Bits.of(quotient), Bits.ONE), or(and(bits, Bits.SIGN), Bits.nan(bits))));
    }

    static Expr sinh(Expr x) {
        Expr bits = Bits.of(x);
        Expr a = Bits.magnitude(bits, Exponentials.OVERFLOW);
        Expr large = halves(a, -0.25);
        Expr square = a.times(a);
        Expr sum = fma(fma(fma(square, SINH[3], SINH[2]), square, SINH[1]), square, SINH[0]);
        Expr small = fma(sum, square.times(a), a);
        Expr isSmall = right(Bits.of(a).minus(Bits.ONE), 31);
        Expr value = Bits.choose(isSmall, Bits.of(small), Bits.of(large));
        return real(or(value, or(and(bits, Bits.SIGN), Bits.nan(bits))));
    }

    static Expr cosh(Expr x) {
        Expr bits = Bits.of(x);
        Expr value = halves(Bits.magnitude(bits, Exponentials.OVERFLOW), 0.25);
        return real(or(Bits.of(value), Bits.nan(bits)));
    }

    /** {@code h + quarter / h} with h half of exp(a), which overflows only where the result does. */
    private static Expr halves(Expr a, double quarter) {
        Exponentials.Reduced reduced = Exponentials.reduce(a, 1);
        Expr most = Bits.min(reduced.n(), Bits.BIAS);
        Expr power = Bits.powerOfTwo(most.minus(1));
        Expr h = fma(power, Exponentials.expOfRemainder(reduced.r()), power);
        Expr sum = h.plus(Expr.real(quarter).over(h));
        return sum.times(Bits.powerOfTwo(reduced.n().minus(most)));
    }
}
