// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.session;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.lang.diagnostic.Span;
import org.gradwright.compiler.lang.scope.Context;
import org.gradwright.compiler.op.Ops;

/**
 * Pointwise operands that would enlarge each other although their ranks differ. A text has to say with {@code new} where
 * the axes belong; for a program that builds a model they are put in front, as NumPy does, and noted, so that its text can
 * say so as well.
 */
public final class Enlargements {
    private final boolean allowed;
    private final Map<Span, Integer> axes = new LinkedHashMap<>();

    private Enlargements(boolean allowed) {
        this.allowed = allowed;
    }

    /** Operands are left as they are: what does not fit is an error. */
    public static Enlargements refused() {
        return new Enlargements(false);
    }

    /** Operands outside the standard library get the leading axes that they need. */
    public static Enlargements noted() {
        return new Enlargements(true);
    }

    /** By the place of an operand in the text, the number of axes that were put in front of it. */
    public Map<Span, Integer> axes() {
        return axes;
    }

    /** An operand as it may stand beside another one. */
    public Node fitted(Node operand, Node other, Span span, Ops ops, Context context) {
        int missing = other.shape().rank() - operand.shape().rank();
        if (!allowed
                || context.frame().library().isStandard()
                || missing <= 0
                || !enlarges(operand.shape(), other.shape(), missing)) {
            return operand;
        }
        axes.merge(span, missing, Math::max);
        Node fitted = operand;
        for (int axis = 0; axis < missing; axis++) {
            fitted = ops.expandDims(fitted, axis);
        }
        return fitted;
    }

    private static boolean enlarges(Shape operand, Shape other, int shift) {
        for (int axis = 0; axis < operand.rank(); axis++) {
            if (other.size(axis + shift).is(1) && !operand.size(axis).is(1)) {
                return true;
            }
        }
        return false;
    }
}
