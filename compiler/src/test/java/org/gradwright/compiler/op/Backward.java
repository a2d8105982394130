// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;

/** Reverse mode in its shortest form, for the tests of the operations' own derivatives. */
final class Backward {
    private final Map<Node, Node> cotangents = new IdentityHashMap<>();
    private final Ops ops;

    private Backward(Ops ops) {
        this.ops = ops;
    }

    /** The cotangents of some nodes, given that of {@code y}; zeros where {@code y} does not depend on them. */
    static List<Node> of(Node y, Node cotangent, List<Node> xs) {
        Ops ops = Ops.at(y.origin());
        var backward = new Backward(ops);
        backward.cotangents.put(y, cotangent);
        List<Node> order = Nodes.topological(List.of(y));
        for (int i = order.size() - 1; i >= 0; i--) {
            backward.visit(order.get(i));
        }
        return xs.stream()
                .map(x -> backward.cotangents.getOrDefault(x, ops.zerosLike(x)))
                .toList();
    }

    private void visit(Node node) {
        Node cotangent = cotangents.get(node);
        if (cotangent == null) {
            return;
        }
        List<Node> partials = node.operation().vjp(node, cotangent);
        for (int i = 0; i < partials.size(); i++) {
            if (partials.get(i) != null) {
                cotangents.merge(node.input(i), partials.get(i), ops::add);
            }
        }
    }
}
