// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.Fault;
import org.gradwright.compiler.lang.diagnostic.Span;
import org.gradwright.compiler.lang.diagnostic.Suggestions;

/**
 * Which shapes a pointwise operation takes: trailing axes are aligned, equal or 1; only the operand of lower rank is
 * extended, operands of equal rank may both grow.
 */
public final class PointwiseRule {
    private PointwiseRule() {}

    /** @throws Fault when two operands do not fit */
    public static void check(String operator, Span span, Operand a, Operand b) {
        common(operator, span, a, b);
    }

    /** The common shape. @throws Fault when the operands do not fit */
    public static Shape common(String operator, Span span, Operand a, Operand b) {
        boolean leftIsHigh = a.shape().rank() >= b.shape().rank();
        Operand high = leftIsHigh ? a : b;
        Operand low = leftIsHigh ? b : a;
        int shift = high.shape().rank() - low.shape().rank();
        List<Size> sizes = new ArrayList<>(high.shape().sizes().subList(0, shift));
        boolean grows = false;
        for (int axis = shift; axis < high.shape().rank(); axis++) {
            Size h = high.shape().size(axis);
            Size l = low.shape().size(axis - shift);
            if (!h.equals(l) && !h.is(1) && !l.is(1)) {
                throw Fault.of(clash(
                        operator, span, a, b, axis - (leftIsHigh ? 0 : shift), axis - (leftIsHigh ? shift : 0), axis));
            }
            grows |= shift > 0 && h.is(1) && !l.is(1);
            sizes.add(h.is(1) ? l : h);
        }
        Shape common = new Shape(sizes);
        if (grows) {
            throw Fault.of(bothGrow(operator, span, a, b, common));
        }
        return common;
    }

    private static Diagnostic clash(
            String operator, Span span, Operand a, Operand b, int axisOfA, int axisOfB, int axis) {
        Size left = a.shape().size(axisOfA);
        Size right = b.shape().size(axisOfB);
        Diagnostic error = Diagnostic.error(
                "G0208", span, "`" + operator + "` cannot fit " + left + " to " + right + " in axis " + axis);
        return labelled(error, a, b).help(remedy(a, left, b, right));
    }

    private static String remedy(Operand a, Size left, Operand b, Size right) {
        Optional<String> misspelt = misspelt(left, right);
        if (misspelt.isPresent()) {
            return misspelt.get();
        }
        String origin = !b.origin().isEmpty()
                ? "; " + b.text() + " gets its " + right + " " + b.origin()
                : !a.origin().isEmpty() ? "; " + a.text() + " gets its " + left + " " + a.origin() : "";
        return "sizes must be equal or 1" + origin;
    }

    private static Optional<String> misspelt(Size left, Size right) {
        Set<String> l = left.freeNames();
        Set<String> r = right.freeNames();
        if (l.size() != 1 || r.size() != 1) {
            return Optional.empty();
        }
        String second = r.iterator().next();
        return Suggestions.closest(second, l)
                .map(first -> "`" + first + "` and `" + second + "` are two free sizes; is one of them misspelt?");
    }

    private static Diagnostic bothGrow(String operator, Span span, Operand a, Operand b, Shape common) {
        Diagnostic error = Diagnostic.error(
                "G0209",
                span,
                "`" + operator + "` would enlarge both sides to " + a.type().element() + common);
        return labelled(error, a, b).help(alternatives(operator, a, b));
    }

    private static Diagnostic labelled(Diagnostic error, Operand a, Operand b) {
        return error.underline(a.span(), a.type().toString())
                .underline(b.span(), b.type().toString());
    }

    private static String alternatives(String operator, Operand a, Operand b) {
        boolean leftIsHigh = a.shape().rank() > b.shape().rank();
        Operand high = leftIsHigh ? a : b;
        Operand low = leftIsHigh ? b : a;
        int rank = low.shape().rank();
        boolean column = high.shape().rank() == rank + 1
                && high.shape().size(rank).is(1)
                && high.shape().sizes().subList(0, rank).equals(low.shape().sizes());
        if (!column || operator.length() > 3) {
            return "say with `new` where the axes of " + low.tight() + " belong";
        }
        String all = rank == 1 ? ":" : "...";
        String dropped = joined(operator, leftIsHigh, high.tight() + "[" + all + ", 0]", low.tight());
        String added = joined(operator, leftIsHigh, high.tight(), low.tight() + "[" + all + ", new]");
        String pairs = joined(operator, leftIsHigh, high.tight(), low.tight() + "[new, " + all + "]");
        return "write `" + dropped + "` (or `" + added + "`); for all pairs write `" + pairs + "`";
    }

    private static String joined(String operator, boolean leftIsHigh, String high, String low) {
        return leftIsHigh ? high + " " + operator + " " + low : low + " " + operator + " " + high;
    }
}
