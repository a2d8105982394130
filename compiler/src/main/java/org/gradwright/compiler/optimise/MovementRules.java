// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.optimise;

import java.util.ArrayList;
import java.util.List;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.op.BroadcastTo;
import org.gradwright.compiler.op.Constant;
import org.gradwright.compiler.op.Ops;
import org.gradwright.compiler.op.Pointwise;
import org.gradwright.compiler.op.Reshape;
import org.gradwright.compiler.op.Slice;
import org.gradwright.compiler.op.Transpose;

/** Rules of operations that only move elements; each answers null where it does not apply. */
final class MovementRules {
    private MovementRules() {}

    /** Two movements of one kind are one; one that moves nothing is none. */
    static Node composed(Node node, Ops g) {
        if (node.operation() instanceof Transpose outer) {
            return transposed(node.input(0), outer.permutation(), g);
        }
        if (node.operation() instanceof Reshape) {
            Node x =
                    node.input(0).operation() instanceof Reshape ? node.input(0).input(0) : node.input(0);
            return x != node.input(0) || x.shape().equals(node.shape()) ? g.reshape(x, node.shape()) : null;
        }
        if (node.operation() instanceof BroadcastTo) {
            Node x = node.input(0).operation() instanceof BroadcastTo
                    ? node.input(0).input(0)
                    : node.input(0);
            return x != node.input(0) || x.shape().equals(node.shape()) ? g.broadcastTo(x, node.shape()) : null;
        }
        return null;
    }

    private static Node transposed(Node x, List<Integer> permutation, Ops g) {
        if (x.operation() instanceof Transpose inner) {
            return g.transpose(
                    x.input(0),
                    permutation.stream().map(inner.permutation()::get).toList());
        }
        Node moved = g.transpose(x, permutation);
        return moved == x ? x : null;
    }

    /** A constant that is repeated looks the same from all sides. */
    static Node ofConstant(Node node, Ops g) {
        boolean moves = node.operation() instanceof Transpose
                || node.operation() instanceof Reshape
                || node.operation() instanceof Slice;
        if (!moves || Match.number(node.input(0)).isEmpty()) {
            return null;
        }
        Node core = node.input(0);
        while (!(core.operation() instanceof Constant)) {
            core = core.input(0);
        }
        return g.broadcastTo(core, node.shape());
    }

    /** A pointwise operation spreads its operands by itself. */
    static Node spreadOperand(Node node, Ops g) {
        if (!(node.operation() instanceof Pointwise op)) {
            return null;
        }
        for (int i = 0; i < node.inputs().size(); i++) {
            if (node.input(i).operation() instanceof BroadcastTo) {
                var inputs = new ArrayList<>(node.inputs());
                inputs.set(i, node.input(i).input(0));
                if (fits(op, inputs, node.type())) {
                    return Node.of(op, g.origin(), inputs);
                }
            }
        }
        return null;
    }

    private static boolean fits(Pointwise op, List<Node> inputs, TensorType type) {
        return op.infer(inputs.stream().map(Node::type).toList()).equals(type);
    }
}
