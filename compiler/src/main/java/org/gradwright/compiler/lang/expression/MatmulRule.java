// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.expression;

import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.Fault;
import org.gradwright.compiler.lang.diagnostic.Span;

/** Which shapes {@code @} takes: NumPy's rules. */
final class MatmulRule {
    private MatmulRule() {}

    /** @throws Fault when the operands do not fit */
    static void check(Span span, Operand a, Operand b) {
        if (!a.type().isReal()
                || !b.type().isReal()
                || a.shape().rank() == 0
                || b.shape().rank() == 0) {
            throw Fault.of(labelled(Diagnostic.error("G0206", span, "`@` multiplies real matrices and vectors"), a, b)
                    .help("for numbers and single elements write `*`"));
        }
        Size left = a.shape().size(a.shape().rank() - 1);
        Size right = b.shape().size(Math.max(0, b.shape().rank() - 2));
        if (!left.equals(right)) {
            throw Fault.of(labelled(
                            Diagnostic.error(
                                    "G0207", span, "`@` needs equal inner sizes, " + left + " is not " + right),
                            a,
                            b)
                    .help(remedy(a, left, b)));
        }
        if (a.shape().rank() > 2 && b.shape().rank() > 2) {
            PointwiseRule.check("@", span, leading(a), leading(b));
        }
    }

    private static Operand leading(Operand operand) {
        Shape shape =
                new Shape(operand.shape().sizes().subList(0, operand.shape().rank() - 2));
        return new Operand(
                new TensorType(Element.REAL, shape),
                operand.span(),
                operand.text(),
                operand.declared(),
                operand.origin());
    }

    private static Diagnostic labelled(Diagnostic error, Operand a, Operand b) {
        return error.underline(a.span(), a.label()).underline(b.span(), b.label());
    }

    private static String remedy(Operand a, Size inner, Operand b) {
        int rank = b.shape().rank();
        boolean transposedFits = rank >= 2 && b.shape().size(rank - 1).equals(inner);
        boolean leftFits = a.shape().rank() >= 2
                && a.shape().size(a.shape().rank() - 2).equals(b.shape().size(Math.max(0, rank - 2)));
        String declare = rank >= 2 && !b.declared().isEmpty()
                ? "declare " + b.text() + " : " + b.type().element() + b.shape().with(rank - 2, inner)
                : "";
        if (transposedFits) {
            String hint = "did you mean `" + b.tight() + "'`? it is " + b.type().element() + swapped(b.shape());
            return declare.isEmpty() ? hint : hint + "; or " + declare;
        }
        if (leftFits) {
            return "did you mean `" + a.tight() + "'`? it is " + a.type().element() + swapped(a.shape());
        }
        return declare.isEmpty() ? "the last axis on the left meets the last but one on the right" : declare;
    }

    private static Shape swapped(Shape shape) {
        int rank = shape.rank();
        Size last = shape.size(rank - 1);
        return shape.with(rank - 1, shape.size(rank - 2)).with(rank - 2, last);
    }
}
