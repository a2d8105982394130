// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import static org.gradwright.compiler.op.Definitions.ONE;
import static org.gradwright.compiler.op.Definitions.R;
import static org.gradwright.compiler.op.Definitions.R2;
import static org.gradwright.compiler.op.Definitions.X;
import static org.gradwright.compiler.op.Definitions.Y;
import static org.gradwright.compiler.op.Definitions.ZERO;
import static org.gradwright.compiler.op.Definitions.binary;
import static org.gradwright.compiler.op.Definitions.call;
import static org.gradwright.compiler.op.Definitions.of;
import static org.gradwright.compiler.op.Definitions.overI32;
import static org.gradwright.compiler.op.Definitions.unary;

import java.util.List;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Expr.Arg;
import org.gradwright.compiler.kernel.Fn;
import org.gradwright.compiler.kernel.Scalar;

/** Sums, products, quotients, powers and their like. */
public final class Arithmetic {
    public static final Pointwise ADD = binary("add", X.plus(Y), ONE, ONE);
    public static final Pointwise SUB = binary("sub", X.minus(Y), ONE, ONE.negated());
    public static final Pointwise MUL = binary("mul", X.times(Y), Y, X);
    public static final Pointwise DIV =
            binary("div", X.over(Y), ONE.over(Y), R2.over(Y).negated());
    /** The remainder with the sign of the divisor. */
    public static final Pointwise MOD =
            binary("mod", call(Fn.MOD, X, Y), ONE, call(Fn.FLOOR, X.over(Y)).negated());
    /** At base 0 the derivative by an exponent that is not negative counts as 0, and x^0 is flat. */
    public static final Pointwise POW = binary("pow", call(Fn.POW, X, Y), powerByBase(), powerByExponent());

    public static final Pointwise IDENTITY = unary("identity", X, ONE);
    public static final Pointwise NEG = unary("neg", X.negated(), ONE.negated());
    public static final Pointwise SQUARE = unary("square", X.times(X), X.times(2));
    public static final Pointwise SQRT =
            unary("sqrt", call(Fn.SQRT, X), Expr.real(0.5).over(R));
    public static final Pointwise RECIPROCAL =
            unary("reciprocal", ONE.over(X), R.times(R).negated());
    public static final Pointwise FLOOR = unary("floor", call(Fn.FLOOR, X), ZERO);
    public static final Pointwise CEIL = unary("ceil", call(Fn.CEIL, X), ZERO);
    public static final Pointwise ROUND = unary("round", call(Fn.ROUND, X), ZERO);

    public static final Pointwise ADD_I32 = overI32(ADD);
    public static final Pointwise SUB_I32 = overI32(SUB);
    public static final Pointwise MUL_I32 = overI32(MUL);
    public static final Pointwise NEG_I32 = overI32(NEG);
    /** Rounded towards negative infinity; 0 for a divisor of 0. */
    public static final Pointwise DIV_I32 = quotient("div_i32", Fn.DIV);
    /** With the sign of the divisor; 0 for a divisor of 0. */
    public static final Pointwise MOD_I32 = quotient("mod_i32", Fn.MOD);

    public static final List<Pointwise> ALL = List.of(
            ADD,
            SUB,
            MUL,
            DIV,
            MOD,
            POW,
            IDENTITY,
            NEG,
            SQUARE,
            SQRT,
            RECIPROCAL,
            FLOOR,
            CEIL,
            ROUND,
            ADD_I32,
            SUB_I32,
            MUL_I32,
            NEG_I32,
            DIV_I32,
            MOD_I32);

    private Arithmetic() {}

    /** y x^(y-1), where 0^0 must not become 0 times infinity, in no derivative. */
    private static Expr powerByBase() {
        Expr flat = call(Fn.AND, X.equalTo(ZERO), Y.equalTo(ZERO));
        return Y.times(call(Fn.POW, X, flat.select(ONE, Y.minus(1))));
    }

    /** x^y log x, and 0 at 0^y for y at least 0, where log 0 must not be taken, in no derivative. */
    private static Expr powerByExponent() {
        Expr atZero = call(Fn.AND, X.equalTo(ZERO), ZERO.atMost(Y));
        return atZero.select(ZERO, R2.times(call(Fn.LOG, atZero.select(ONE, X))));
    }

    private static Pointwise quotient(String name, Fn fn) {
        Expr x = new Arg(0, Scalar.INT);
        Expr y = new Arg(1, Scalar.INT);
        Expr byZero = y.equalTo(Expr.whole(0));
        Expr value = byZero.select(Expr.whole(0), call(fn, x, byZero.select(Expr.whole(1), y)));
        return of(name, List.of(Element.I32, Element.I32), Element.I32, value);
    }
}
