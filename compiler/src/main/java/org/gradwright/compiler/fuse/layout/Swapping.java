// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse.layout;

import java.util.List;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nominal;
import org.gradwright.compiler.graph.ProgramSpec;
import org.gradwright.compiler.graph.Rewriter;
import org.gradwright.compiler.op.MatMul;
import org.gradwright.compiler.op.Ops;
import org.gradwright.compiler.op.Transpose;

/**
 * Writes {@code A B'} as {@code (B A')'} where that moves less: the lanes of a product run along the columns of its second
 * operand, so {@code B'} would have to be turned in memory, and instead {@code A} and the result are. The gradient of a dense
 * layer's input, {@code dX = dY W'}, is such a product, and W is larger than a batch. Each element's sum is the same.
 */
final class Swapping {
    private Swapping() {}

    /** The same program. */
    static ProgramSpec apply(ProgramSpec spec) {
        return spec.rewritten(new Rewriter(Swapping::swapped));
    }

    private static Node swapped(Node node) {
        boolean turned = node.operation() instanceof MatMul && node.shape().rank() == 2 && isTurned(node.input(1));
        if (!turned || cost(node.input(1)) <= cost(node.input(0)) + cost(node)) {
            return node;
        }
        Ops ops = Ops.at(node.origin());
        Node product = ops.matmul(node.input(1).input(0), turned(ops, node.input(0)));
        return ops.transpose(product, 1, 0);
    }

    private static Node turned(Ops ops, Node matrix) {
        return isTurned(matrix) ? matrix.input(0) : ops.transpose(matrix, 1, 0);
    }

    private static boolean isTurned(Node node) {
        return node.operation() instanceof Transpose transpose
                && transpose.permutation().equals(List.of(1, 0));
    }

    private static double cost(Node node) {
        return Nominal.count(node.shape());
    }
}
