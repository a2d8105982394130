// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse.layout;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.graph.ProgramSpec;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.op.MatMul;
import org.gradwright.compiler.op.Ops;
import org.gradwright.compiler.op.Pad;
import org.gradwright.compiler.op.Pointwise;
import org.gradwright.compiler.op.Reshape;
import org.gradwright.compiler.op.Transpose;

/**
 * Writes products in the order in which they are read: where all that reads a product, or what is computed of its elements, is a
 * transposition that leaves the last axis where it is, the product writes to those places itself. The heads of an attention come
 * together in this way, and part again on the way back, without a copy.
 */
final class ReadingOrder {
    /** So many operations may lie between a product and the transposition. */
    private static final int FARTHEST = 12;

    private final Map<Node, List<Node>> consumers;
    private final Set<Node> roots = Nodes.identitySet();
    private final Map<Node, Node> done = new IdentityHashMap<>();

    private ReadingOrder(List<Node> nodes, List<Node> roots) {
        this.consumers = Nodes.consumers(nodes);
        this.roots.addAll(roots);
    }

    /** The same program. */
    static ProgramSpec apply(ProgramSpec spec) {
        List<Node> nodes = Nodes.topological(spec.roots());
        var order = new ReadingOrder(nodes, spec.roots());
        nodes.forEach(order::rewrite);
        return new ProgramSpec(
                spec.name(), order.done(spec.results()), order.done(spec.outputs()), order.done(spec.next()));
    }

    private Map<String, Node> done(Map<String, Node> wanted) {
        var result = new LinkedHashMap<String, Node>();
        wanted.forEach((name, node) -> result.put(name, done.get(node)));
        return result;
    }

    private void rewrite(Node node) {
        boolean moves = node.operation() instanceof Transpose transpose
                && moves(node.input(0), transpose.permutation(), FARTHEST);
        done.put(node, moves ? moved(node).named(node.name()) : node.withInputs(done(node.inputs())));
    }

    private List<Node> done(List<Node> nodes) {
        return nodes.stream().map(done::get).toList();
    }

    private Node moved(Node transposition) {
        return ordered(transposition.input(0), ((Transpose) transposition.operation()).permutation());
    }

    /** Whether all that a node is computed of are products which can be written with their axes in this order. */
    private boolean moves(Node node, List<Integer> order, int farthest) {
        boolean own = consumers.getOrDefault(node, List.of()).size() == 1 && !roots.contains(node);
        if (!own || farthest == 0) {
            return false;
        }
        if (node.operation() instanceof Pointwise) {
            return node.inputs().stream().anyMatch(i -> !isSingle(i))
                    && node.inputs().stream()
                            .allMatch(i ->
                                    isSingle(i) || i.shape().equals(node.shape()) && moves(i, order, farthest - 1));
        }
        if (node.operation() instanceof Reshape) {
            return longer(node).equals(longer(node.input(0)))
                    && moves(node.input(0), orderOf(node.input(0), node, order), farthest - 1);
        }
        if (node.operation() instanceof Transpose transpose) {
            return moves(node.input(0), composed(transpose, order), farthest - 1);
        }
        if (node.operation() instanceof Pad) {
            return moves(node.input(0), order, farthest - 1);
        }
        int last = order.size() - 1;
        return node.operation() instanceof MatMul && order.get(last) == last;
    }

    /** The node with its axes in this order. */
    private Node ordered(Node node, List<Integer> order) {
        Ops ops = Ops.at(node.origin());
        if (node.operation() instanceof MatMul) {
            var product = new OrderedProduct(new Transpose(order));
            return Node.of(product, node.origin(), done(node.inputs())).named(node.name());
        }
        Node input = node.input(0);
        if (node.operation() instanceof Pad pad) {
            int axis = order.indexOf(pad.axis());
            Pad moved = new Pad(axis, pad.before(), pad.after(), pad.interior(), pad.value());
            return ops.node(moved, ordered(input, order));
        }
        if (node.operation() instanceof Reshape) {
            Shape shape = new Shape(order.stream().map(node.shape()::size).toList());
            return ops.reshape(ordered(input, orderOf(input, node, order)), shape);
        }
        if (node.operation() instanceof Transpose transpose) {
            return ordered(input, composed(transpose, order));
        }
        var inputs = node.inputs().stream()
                .map(i -> isSingle(i) ? done.get(i) : ordered(i, order))
                .toList();
        return Node.of(node.operation(), node.origin(), inputs);
    }

    private static boolean isSingle(Node node) {
        return node.shape().count().is(1);
    }

    private static List<Integer> composed(Transpose first, List<Integer> second) {
        return second.stream().map(first.permutation()::get).toList();
    }

    /** The axes longer than 1. */
    private static List<Size> longer(Node node) {
        return node.shape().sizes().stream().filter(s -> !s.is(1)).toList();
    }

    /** The order of a tensor's axes where those of its reshaping, with other axes of size 1, are in a given order. */
    private static List<Integer> orderOf(Node node, Node reshaped, List<Integer> order) {
        List<Integer> own = axes(node);
        List<Integer> others = axes(reshaped);
        var result = new ArrayList<Integer>();
        for (int axis = 0; axis < node.shape().rank(); axis++) {
            if (!own.contains(axis)) {
                result.add(axis);
            }
        }
        order.stream().filter(others::contains).forEach(axis -> result.add(own.get(others.indexOf(axis))));
        return result;
    }

    private static List<Integer> axes(Node node) {
        var axes = new ArrayList<Integer>();
        for (int axis = 0; axis < node.shape().rank(); axis++) {
            if (!node.shape().size(axis).is(1)) {
                axes.add(axis);
            }
        }
        return axes;
    }
}
