// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads an expression such as {@code h[3].att.W} as the path of a parameter. */
public final class Paths {
    private Paths() {}

    /** The path, or nothing if the expression is anything but names, points and whole numbers in brackets. */
    public static Optional<Path> of(Expression expression) {
        List<Path.Step> steps = new ArrayList<>();
        return collect(expression, steps) ? Optional.of(new Path(steps, expression.span())) : Optional.empty();
    }

    private static boolean collect(Expression expression, List<Path.Step> steps) {
        if (expression instanceof Expression.Reference reference) {
            return steps.add(new Path.Member(reference.name().text()));
        }
        if (expression instanceof Expression.Member member) {
            return collect(member.subject(), steps)
                    && steps.add(new Path.Member(member.name().text()));
        }
        return expression instanceof Expression.Index index
                && index.subscripts().size() == 1
                && collect(index.subject(), steps)
                && iteration(index.subscripts().get(0), steps);
    }

    private static boolean iteration(Subscript subscript, List<Path.Step> steps) {
        boolean whole = subscript instanceof Subscript.At at
                && at.value() instanceof Expression.NumberLiteral number
                && number.isWhole()
                && number.wholeValue() <= Integer.MAX_VALUE;
        return whole && steps.add(new Path.Iteration((int) index(subscript)));
    }

    private static long index(Subscript subscript) {
        return ((Expression.NumberLiteral) ((Subscript.At) subscript).value()).wholeValue();
    }
}
