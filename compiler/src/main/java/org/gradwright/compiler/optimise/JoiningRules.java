// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.optimise;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.op.Ops;
import org.gradwright.compiler.op.Pad;
import org.gradwright.compiler.op.Pointwise;
import org.gradwright.compiler.scan.Bodies;

/**
 * Parts that are put side by side. The gradient of taking a tensor apart is a sum of parts with zeros around them. In loops, where
 * the sum is written in each turn, it is worth writing the parts; elsewhere the sum is computed where it is read.
 */
final class JoiningRules {
    private JoiningRules() {}

    /** Parts that fill an axis, each once, are joined and not added. Equal ones get an axis of their own. */
    static Node ofPadded(Node node, Ops g) {
        if (!isSum(node)) {
            return null;
        }
        List<Node> padded = Nodes.topological(List.of(node), n -> isSum(n) ? n.inputs() : List.of()).stream()
                .filter(n -> !isSum(n))
                .toList();
        if (!padded.stream().allMatch(JoiningRules::isPadded)
                || new Bodies().around(node).isEmpty()) {
            return null;
        }
        int axis = ((Pad) padded.get(0).operation()).axis();
        if (padded.stream().anyMatch(n -> ((Pad) n.operation()).axis() != axis)) {
            return null;
        }
        List<Node> parts = inOrder(padded, node.shape().size(axis), axis);
        return parts.isEmpty() ? null : joined(parts, axis, node, g);
    }

    private static boolean isSum(Node node) {
        return node.operation() instanceof Pointwise op
                && op.name().equals("add")
                && node.inputs().stream().allMatch(n -> n.type().equals(node.type()));
    }

    private static boolean isPadded(Node node) {
        return node.operation() instanceof Pad pad && pad.interior() == 0 && pad.value() == 0;
    }

    /** The parts from the first element on; none where they leave gaps or overlap. */
    private static List<Node> inOrder(List<Node> padded, Size size, int axis) {
        var parts = new ArrayList<Node>();
        Size reached = Size.ZERO;
        while (parts.size() < padded.size()) {
            Optional<Node> next = beginning(padded, reached);
            if (next.isEmpty()) {
                return List.of();
            }
            parts.add(next.get().input(0));
            reached = reached.plus(next.get().input(0).shape().size(axis));
        }
        return reached.equals(size) ? parts : List.of();
    }

    private static Optional<Node> beginning(List<Node> padded, Size at) {
        return padded.stream()
                .filter(n -> ((Pad) n.operation()).before().equals(at))
                .findFirst();
    }

    private static Node joined(List<Node> parts, int axis, Node node, Ops g) {
        boolean equal =
                parts.stream().allMatch(p -> p.shape().equals(parts.get(0).shape()));
        return equal ? g.reshape(g.stack(parts, axis), node.shape()) : g.concat(parts, axis);
    }
}
