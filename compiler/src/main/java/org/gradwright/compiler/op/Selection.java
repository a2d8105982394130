// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import static org.gradwright.compiler.op.Definitions.ONE;
import static org.gradwright.compiler.op.Definitions.R;
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
import org.gradwright.compiler.kernel.Expr.Truth;
import org.gradwright.compiler.kernel.Fn;
import org.gradwright.compiler.kernel.Scalar;

/** What picks one of several values, and so has kinks. At a tie the gradient is shared; relu and abs are flat at 0. */
public final class Selection {
    private static final Expr CONDITION = new Arg(0, Scalar.BOOL);

    public static final Pointwise MAXIMUM = binary("maximum", call(Fn.MAX, X, Y), wins(Y, X), wins(X, Y));
    public static final Pointwise MINIMUM = binary("minimum", call(Fn.MIN, X, Y), wins(X, Y), wins(Y, X));
    public static final Pointwise RELU =
            unary("relu", call(Fn.MAX, X, ZERO), ZERO.lessThan(R).select(ONE, ZERO));
    public static final Pointwise ABS = unary("abs", call(Fn.ABS, X), sign());
    public static final Pointwise SIGN = unary("sign", sign(), ZERO);
    public static final Pointwise WHERE =
            where("where", Element.REAL, CONDITION.select(ONE, ZERO), CONDITION.select(ZERO, ONE));

    public static final Pointwise MAXIMUM_I32 = overI32(MAXIMUM);
    public static final Pointwise MINIMUM_I32 = overI32(MINIMUM);
    public static final Pointwise WHERE_I32 = where("where_i32", Element.I32);
    public static final Pointwise WHERE_BOOL = where("where_bool", Element.BOOL);

    public static final List<Pointwise> ALL =
            List.of(MAXIMUM, MINIMUM, RELU, ABS, SIGN, WHERE, MAXIMUM_I32, MINIMUM_I32, WHERE_I32, WHERE_BOOL);

    private Selection() {}

    /** Keeps a value within bounds, of which either may be infinite; at a bound the gradient passes. */
    public static Pointwise clamp(double min, double max) {
        boolean above = min > Double.NEGATIVE_INFINITY;
        boolean below = max < Double.POSITIVE_INFINITY;
        Expr lower = above ? Expr.real(min).atMost(X) : new Truth(true);
        Expr upper = below ? X.atMost(Expr.real(max)) : new Truth(true);
        Expr raised = above ? call(Fn.MAX, X, Expr.real(min)) : X;
        Expr value = below ? call(Fn.MIN, raised, Expr.real(max)) : raised;
        Expr partial = call(Fn.AND, lower, upper).select(ONE, ZERO);
        String attributes = "[min=" + min + ", max=" + max + "]";
        return new Pointwise("clamp", attributes, List.of(Element.REAL), Element.REAL, value, List.of(partial));
    }

    /** 1 where {@code more} exceeds {@code less}, a half where they tie. */
    private static Expr wins(Expr less, Expr more) {
        Expr tied = less.equalTo(more).select(Expr.real(0.5), ZERO);
        return less.lessThan(more).select(ONE, tied);
    }

    private static Expr sign() {
        return ZERO.lessThan(X).select(ONE, X.lessThan(ZERO).select(ONE.negated(), ZERO));
    }

    private static Pointwise where(String name, Element element, Expr byYes, Expr byNo) {
        Pointwise plain = where(name, element);
        return of(name, plain.arguments(), element, plain.value(), ZERO, byYes, byNo);
    }

    private static Pointwise where(String name, Element element) {
        Expr value = CONDITION.select(new Arg(1, element.scalar()), new Arg(2, element.scalar()));
        return of(name, List.of(Element.BOOL, element, element), element, value);
    }
}
