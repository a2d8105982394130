// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import java.util.IdentityHashMap;
import java.util.Map;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nominal;
import org.gradwright.compiler.graph.ProgramSpec;
import org.gradwright.compiler.graph.Rewriter;
import org.gradwright.compiler.op.Arithmetic;
import org.gradwright.compiler.op.BroadcastTo;
import org.gradwright.compiler.op.Ops;
import org.gradwright.compiler.op.Reduce;
import org.gradwright.compiler.op.Transcendental;

/**
 * Divides once a row, not once an element, by the root of a norm or the sum of a softmax: rows are multiplied by its reciprocal. The
 * largest exponential of a row is 1, so the sum is at least that, and no square root is so small or so large: the reciprocal never
 * overflows unless the root is 0, nor is it subnormal, which that of another divisor might be. A division of vectors takes as long as eight
 * multiplications or more.
 */
final class RowDivisions {
    /** With fewer elements for each divisor the reciprocals cost as much. */
    private static final double LEAST_ELEMENTS = 4;

    private final Map<Node, Node> reciprocals = new IdentityHashMap<>();

    private RowDivisions() {}

    /** The same program. */
    static ProgramSpec apply(ProgramSpec spec) {
        return spec.rewritten(new Rewriter(new RowDivisions()::multiplied));
    }

    private Node multiplied(Node node) {
        if (node.operation() != Arithmetic.DIV || !hasReciprocal(node.input(1)) || !isLarger(node)) {
            return node;
        }
        Node reciprocal = reciprocals.computeIfAbsent(
                node.input(1), sum -> Ops.at(sum.origin()).reciprocal(sum));
        return Ops.at(node.origin()).mul(node.input(0), reciprocal);
    }

    private static boolean isLarger(Node quotient) {
        return Nominal.count(quotient.shape())
                >= LEAST_ELEMENTS * Nominal.count(quotient.input(1).shape());
    }

    private static boolean hasReciprocal(Node divisor) {
        return divisor.operation() == Arithmetic.SQRT || isSumOfSoftmax(divisor);
    }

    /** Whether a node is {@code sum(exp(x - max(x)))} along the same axes. */
    private static boolean isSumOfSoftmax(Node node) {
        return node.operation() instanceof Reduce sum
                && sum.kind() == Reduce.Kind.SUM
                && node.input(0).operation() == Transcendental.EXP
                && isBelowLargest(node.input(0).input(0), sum);
    }

    private static boolean isBelowLargest(Node exponent, Reduce sum) {
        if (exponent.operation() != Arithmetic.SUB) {
            return false;
        }
        Node taken = exponent.input(1);
        Node largest = taken.operation() instanceof BroadcastTo ? taken.input(0) : taken;
        return largest.operation() instanceof Reduce max
                && max.kind() == Reduce.Kind.MAX
                && max.axes().equals(sum.axes())
                && largest.input(0) == exponent.input(0);
    }
}
