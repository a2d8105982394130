// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import static org.gradwright.compiler.op.Definitions.X;
import static org.gradwright.compiler.op.Definitions.Y;
import static org.gradwright.compiler.op.Definitions.call;
import static org.gradwright.compiler.op.Definitions.comparison;
import static org.gradwright.compiler.op.Definitions.of;
import static org.gradwright.compiler.op.Definitions.overI32;

import java.util.List;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Expr.Arg;
import org.gradwright.compiler.kernel.Fn;
import org.gradwright.compiler.kernel.Scalar;

/** Conditions on numbers, and what combines conditions. */
public final class Comparisons {
    private static final Expr P = new Arg(0, Scalar.BOOL);
    private static final Expr Q = new Arg(1, Scalar.BOOL);

    public static final Pointwise LESS = comparison("less", X.lessThan(Y));
    public static final Pointwise LESS_EQUAL = comparison("less_equal", X.atMost(Y));
    public static final Pointwise GREATER = comparison("greater", Y.lessThan(X));
    public static final Pointwise GREATER_EQUAL = comparison("greater_equal", Y.atMost(X));
    public static final Pointwise EQUAL = comparison("equal", X.equalTo(Y));
    public static final Pointwise NOT_EQUAL = comparison("not_equal", call(Fn.NE, X, Y));

    public static final Pointwise LESS_I32 = overI32(LESS);
    public static final Pointwise LESS_EQUAL_I32 = overI32(LESS_EQUAL);
    public static final Pointwise GREATER_I32 = overI32(GREATER);
    public static final Pointwise GREATER_EQUAL_I32 = overI32(GREATER_EQUAL);
    public static final Pointwise EQUAL_I32 = overI32(EQUAL);
    public static final Pointwise NOT_EQUAL_I32 = overI32(NOT_EQUAL);

    public static final Pointwise AND =
            of("and", List.of(Element.BOOL, Element.BOOL), Element.BOOL, call(Fn.AND, P, Q));
    public static final Pointwise OR = of("or", List.of(Element.BOOL, Element.BOOL), Element.BOOL, call(Fn.OR, P, Q));
    public static final Pointwise NOT = of("not", List.of(Element.BOOL), Element.BOOL, call(Fn.NOT, P));

    public static final List<Pointwise> ALL = List.of(
            LESS,
            LESS_EQUAL,
            GREATER,
            GREATER_EQUAL,
            EQUAL,
            NOT_EQUAL,
            LESS_I32,
            LESS_EQUAL_I32,
            GREATER_I32,
            GREATER_EQUAL_I32,
            EQUAL_I32,
            NOT_EQUAL_I32,
            AND,
            OR,
            NOT);

    private Comparisons() {}
}
