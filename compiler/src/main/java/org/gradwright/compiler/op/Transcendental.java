// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import static org.gradwright.compiler.op.Definitions.ONE;
import static org.gradwright.compiler.op.Definitions.X;
import static org.gradwright.compiler.op.Definitions.call;
import static org.gradwright.compiler.op.Definitions.unary;

import java.util.List;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Fn;

/** Exponentials, logarithms, trigonometric and hyperbolic functions. */
public final class Transcendental {
    private static final Expr ROOT_OF_COMPLEMENT = call(Fn.SQRT, ONE.minus(X.times(X)));

    public static final Pointwise EXP = unary("exp", call(Fn.EXP, X), r -> r);
    public static final Pointwise EXPM1 = unary("expm1", call(Fn.EXPM1, X), r -> r.plus(1));
    public static final Pointwise LOG = unary("log", call(Fn.LOG, X), r -> ONE.over(X));
    public static final Pointwise LOG1P = unary("log1p", call(Fn.LOG1P, X), r -> ONE.over(X.plus(1)));
    public static final Pointwise SIN = unary("sin", call(Fn.SIN, X), r -> call(Fn.COS, X));
    public static final Pointwise COS =
            unary("cos", call(Fn.COS, X), r -> call(Fn.SIN, X).negated());
    public static final Pointwise TAN =
            unary("tan", call(Fn.TAN, X), r -> r.times(r).plus(1));
    public static final Pointwise ASIN = unary("asin", call(Fn.ASIN, X), r -> ONE.over(ROOT_OF_COMPLEMENT));
    public static final Pointwise ACOS =
            unary("acos", call(Fn.ACOS, X), r -> ONE.over(ROOT_OF_COMPLEMENT).negated());
    public static final Pointwise ATAN =
            unary("atan", call(Fn.ATAN, X), r -> ONE.over(X.times(X).plus(1)));
    public static final Pointwise SINH = unary("sinh", call(Fn.SINH, X), r -> call(Fn.COSH, X));
    public static final Pointwise COSH = unary("cosh", call(Fn.COSH, X), r -> call(Fn.SINH, X));
    public static final Pointwise TANH = unary("tanh", call(Fn.TANH, X), r -> ONE.minus(r.times(r)));
    public static final Pointwise ERF = unary(
            "erf", call(Fn.ERF, X), r -> call(Fn.EXP, X.times(X).negated()).times(2 / Math.sqrt(Math.PI)));
    public static final Pointwise SIGMOID = unary("sigmoid", call(Fn.SIGMOID, X), r -> r.times(ONE.minus(r)));
    public static final Pointwise SOFTPLUS = unary("softplus", call(Fn.SOFTPLUS, X), r -> call(Fn.SIGMOID, X));

    public static final Pointwise SOFTSIGN = unary(
            "softsign", X.over(call(Fn.ABS, X).plus(1)), r -> complement(r).times(complement(r)));

    public static final List<Pointwise> ALL = List.of(
            EXP, EXPM1, LOG, LOG1P, SIN, COS, TAN, ASIN, ACOS, ATAN, SINH, COSH, TANH, ERF, SIGMOID, SOFTPLUS,
            SOFTSIGN);

    private Transcendental() {}

    private static Expr complement(Expr r) {
        return ONE.minus(call(Fn.ABS, r));
    }
}
