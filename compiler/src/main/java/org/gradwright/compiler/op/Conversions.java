// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import static org.gradwright.compiler.op.Definitions.ONE;
import static org.gradwright.compiler.op.Definitions.X;
import static org.gradwright.compiler.op.Definitions.ZERO;
import static org.gradwright.compiler.op.Definitions.call;
import static org.gradwright.compiler.op.Definitions.of;

import java.util.List;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Expr.Arg;
import org.gradwright.compiler.kernel.Fn;
import org.gradwright.compiler.kernel.Scalar;

/** From one element to another; a condition counts as 0 or 1, a real loses its fraction. */
public final class Conversions {
    private static final Expr N = new Arg(0, Scalar.INT);
    private static final Expr P = new Arg(0, Scalar.BOOL);

    public static final Pointwise REAL_OF_I32 =
            of("real_of_i32", List.of(Element.I32), Element.REAL, call(Fn.TO_REAL, N), ZERO);
    public static final Pointwise REAL_OF_BOOL =
            of("real_of_bool", List.of(Element.BOOL), Element.REAL, P.select(ONE, ZERO), ZERO);
    public static final Pointwise I32_OF_REAL =
            of("i32_of_real", List.of(Element.REAL), Element.I32, call(Fn.TO_INT, X));
    public static final Pointwise I32_OF_BOOL =
            of("i32_of_bool", List.of(Element.BOOL), Element.I32, P.select(Expr.whole(1), Expr.whole(0)));

    public static final List<Pointwise> ALL = List.of(REAL_OF_I32, REAL_OF_BOOL, I32_OF_REAL, I32_OF_BOOL);

    private Conversions() {}
}
