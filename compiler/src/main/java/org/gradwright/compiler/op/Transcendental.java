// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import static org.gradwright.compiler.op.Definitions.ONE;
import static org.gradwright.compiler.op.Definitions.R;
import static org.gradwright.compiler.op.Definitions.X;
import static org.gradwright.compiler.op.Definitions.call;
import static org.gradwright.compiler.op.Definitions.unary;

import java.util.List;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Fn;

/** Exponentials, logarithms, trigonometric and hyperbolic functions. */
public final class Transcendental {
    private static final Expr COMPLEMENT = ONE.minus(call(Fn.ABS, R));
    private static final Expr ROOT_OF_COMPLEMENT = call(Fn.SQRT, ONE.minus(X.times(X)));

    public static final Pointwise EXP = unary("exp", call(Fn.EXP, X), R);
    public static final Pointwise EXPM1 = unary("expm1", call(Fn.EXPM1, X), R.plus(1));
    public static final Pointwise LOG = unary("log", call(Fn.LOG, X), ONE.over(X));
    public static final Pointwise LOG1P = unary("log1p", call(Fn.LOG1P, X), ONE.over(X.plus(1)));
    public static final Pointwise SIN = unary("sin", call(Fn.SIN, X), call(Fn.COS, X));
    public static final Pointwise COS =
            unary("cos", call(Fn.COS, X), call(Fn.SIN, X).negated());
    public static final Pointwise TAN = unary("tan", call(Fn.TAN, X), R.times(R).plus(1));
    public static final Pointwise ASIN = unary("asin", call(Fn.ASIN, X), ONE.over(ROOT_OF_COMPLEMENT));
    public static final Pointwise ACOS =
            unary("acos", call(Fn.ACOS, X), ONE.over(ROOT_OF_COMPLEMENT).negated());
    public static final Pointwise ATAN =
            unary("atan", call(Fn.ATAN, X), ONE.over(X.times(X).plus(1)));
    public static final Pointwise SINH = unary("sinh", call(Fn.SINH, X), call(Fn.COSH, X));
    public static final Pointwise COSH = unary("cosh", call(Fn.COSH, X), call(Fn.SINH, X));
    public static final Pointwise TANH = unary("tanh", call(Fn.TANH, X), ONE.minus(R.times(R)));
    public static final Pointwise ERF =
            unary("erf", call(Fn.ERF, X), call(Fn.EXP, X.times(X).negated()).times(2 / Math.sqrt(Math.PI)));
    public static final Pointwise SIGMOID = unary("sigmoid", call(Fn.SIGMOID, X), R.times(ONE.minus(R)));
    public static final Pointwise SOFTPLUS = unary("softplus", call(Fn.SOFTPLUS, X), call(Fn.SIGMOID, X));

    public static final Pointwise SOFTSIGN =
            unary("softsign", X.over(call(Fn.ABS, X).plus(1)), COMPLEMENT.times(COMPLEMENT));

    public static final List<Pointwise> ALL = List.of(
            EXP, EXPM1, LOG, LOG1P, SIN, COS, TAN, ASIN, ACOS, ATAN, SINH, COSH, TANH, ERF, SIGMOID, SOFTPLUS,
            SOFTSIGN);

    private Transcendental() {}
}
