// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse.layout;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.graph.ProgramSpec;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.op.BroadcastTo;
import org.gradwright.compiler.op.MatMul;
import org.gradwright.compiler.op.Ops;
import org.gradwright.compiler.op.Reduce;
import org.gradwright.compiler.op.Transpose;

/**
 * Computes the rows of products that are reduced, the scores of an attention, as columns: {@code (A B)' = B' A'} costs the same, and
 * where the last two axes are swapped, neighbours in memory are of different rows, so that maxima, sums and what is computed of
 * them have vector forms, each row's sum still being one chain. Products that read the rows read the columns.
 */
final class UprightRows {
    private final UprightNodes found;
    private final Map<Node, Node> plain = new IdentityHashMap<>();
    private final Map<Node, Node> turned = new IdentityHashMap<>();

    private UprightRows(UprightNodes found) {
        this.found = found;
    }

    /** The same program. */
    static ProgramSpec apply(ProgramSpec spec) {
        List<Node> nodes = Nodes.topological(spec.roots());
        UprightNodes found = UprightNodes.of(nodes, spec.roots());
        if (found.isEmpty()) {
            return spec;
        }
        var rows = new UprightRows(found);
        nodes.forEach(rows::rewrite);
        return new ProgramSpec(
                spec.name(), rows.plain(spec.results()), rows.plain(spec.outputs()), rows.plain(spec.next()));
    }

    private Map<String, Node> plain(Map<String, Node> roots) {
        var result = new LinkedHashMap<String, Node>();
        roots.forEach((name, node) -> result.put(name, plain.get(node)));
        return result;
    }

    private void rewrite(Node node) {
        if (found.isReduction(node)) {
            plain.put(node, reduction(node));
        } else if (found.isMember(node)) {
            Node columns = (node.operation() instanceof MatMul ? product(node) : map(node)).named(node.name());
            turned.put(node, columns);
            plain.put(node, swapped(columns));
        } else {
            plain.put(node, reader(node));
        }
    }

    /** {@code (A B)' = B' A'}. */
    private Node product(Node node) {
        return Ops.at(node.origin()).matmul(turned(node.input(1)), turned(node.input(0)));
    }

    private Node reader(Node node) {
        if (isSwap(node) && found.isMember(node.input(0))) {
            return turned.get(node.input(0));
        }
        if (node.operation() instanceof MatMul && found.isMember(node.input(1))) {
            return swapped(product(node).named(node.name()));
        }
        return node.withInputs(node.inputs().stream().map(plain::get).toList());
    }

    private Node map(Node node) {
        int rank = node.shape().rank();
        var inputs = node.inputs().stream().map(i -> operand(i, rank)).toList();
        return Node.of(node.operation(), node.origin(), inputs);
    }

    /** An operand of less than the full shape keeps its order where one of the two axes is 1. */
    private Node operand(Node input, int rank) {
        if (found.isMember(input)) {
            return turned.get(input);
        }
        if (input.operation() instanceof BroadcastTo) {
            return operand(input.input(0), rank);
        }
        var sizes = new ArrayList<>(Collections.nCopies(rank - input.shape().rank(), Size.ONE));
        sizes.addAll(input.shape().sizes());
        Ops ops = Ops.at(input.origin());
        boolean keepsOrder = sizes.get(rank - 1).is(1) || sizes.get(rank - 2).is(1);
        Node aligned = ops.reshape(plain.get(input), new Shape(sizes));
        Collections.swap(sizes, rank - 1, rank - 2);
        return keepsOrder ? ops.reshape(plain.get(input), new Shape(sizes)) : ops.transposeLast(aligned);
    }

    private Node reduction(Node node) {
        Ops ops = Ops.at(node.origin());
        Node columns = turned.get(node.input(0));
        int rows = columns.shape().rank() - 2;
        Node reduced = ops.node(new Reduce(((Reduce) node.operation()).kind(), List.of(rows), false), columns);
        return ops.reshape(reduced.named(node.name()), node.shape());
    }

    private Node turned(Node node) {
        return found.isMember(node) ? turned.get(node) : swapped(plain.get(node));
    }

    /** A node with its last two axes swapped. */
    private static Node swapped(Node node) {
        return isSwap(node) ? node.input(0) : Ops.at(node.origin()).transposeLast(node);
    }

    /** Whether a node swaps the last two axes of its operand. */
    static boolean isSwap(Node node) {
        if (!(node.operation() instanceof Transpose transpose)) {
            return false;
        }
        List<Integer> permutation = transpose.permutation();
        int rank = permutation.size();
        for (int axis = 0; axis < rank - 2; axis++) {
            if (permutation.get(axis) != axis) {
                return false;
            }
        }
        return rank >= 2 && permutation.get(rank - 1) == rank - 2;
    }
}
