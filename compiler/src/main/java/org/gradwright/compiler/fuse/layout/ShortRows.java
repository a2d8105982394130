// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse.layout;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.graph.ProgramSpec;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.op.BroadcastTo;
import org.gradwright.compiler.op.Ops;
import org.gradwright.compiler.op.Reduce;

/**
 * Computes what works along short rows, a softmax over ten classes, in columns: with the last axis first, neighbours in memory
 * are of different rows, so that vectors compute as many rows side by side and each row's sum is still one chain. Layers of a few
 * units compute {@code (X W)' = W' X'} in the same way. What comes in is turned once, and what others read is turned back.
 */
final class ShortRows {
    private final ShortRowNodes found;
    private final Map<Node, Node> plain = new IdentityHashMap<>();
    private final Map<Node, Node> turned = new IdentityHashMap<>();
    private final Set<Node> copies = Nodes.identitySet();

    private ShortRows(ShortRowNodes found) {
        this.found = found;
    }

    /** The same program. */
    static Layout apply(ProgramSpec spec) {
        List<Node> nodes = Nodes.topological(spec.roots());
        ShortRowNodes found = ShortRowNodes.of(nodes, spec.roots());
        if (found.isEmpty()) {
            return new Layout(spec, Set.of());
        }
        var rows = new ShortRows(found);
        nodes.forEach(rows::rewrite);
        var moved = new ProgramSpec(
                spec.name(), rows.plain(spec.results()), rows.plain(spec.outputs()), rows.plain(spec.next()));
        return new Layout(moved, rows.copies);
    }

    private Map<String, Node> plain(Map<String, Node> roots) {
        var result = new LinkedHashMap<String, Node>();
        roots.forEach((name, node) -> result.put(name, plain(node)));
        return result;
    }

    private void rewrite(Node node) {
        if (found.isMap(node)) {
            turned.put(node, (found.isProduct(node) ? product(node) : map(node)).named(node.name()));
        } else if (found.readsColumns(node)) {
            plain.put(node, reader(node));
        } else {
            plain.put(node, found.isReduction(node) ? reduction(node) : rebuilt(node));
        }
    }

    private Node rebuilt(Node node) {
        return node.withInputs(node.inputs().stream().map(this::plain).toList());
    }

    // ---- products

    /** {@code (A B)' = B' A'}: each element's sum is the same. */
    private Node product(Node node) {
        Ops ops = Ops.at(node.origin());
        Node left = node.input(0);
        boolean single = left.shape().size(1).is(1);
        Node columns = single ? ops.reshape(plain(left), lastFirst(left.shape())) : turned(left);
        return ops.matmul(ops.transpose(plain(node.input(1)), 1, 0), columns);
    }

    /** What reads columns and is none itself. */
    private Node reader(Node node) {
        Ops ops = Ops.at(node.origin());
        if (found.isTransposition(node)) {
            return turned(node.input(0));
        }
        if (found.isSum(node)) {
            Reduce.Kind kind = ((Reduce) node.operation()).kind();
            Node sums = ops.node(new Reduce(kind, List.of(1), false), turned(node.input(0)));
            return ops.reshape(sums.named(node.name()), node.shape());
        }
        if (found.isSingleColumn(node)) {
            return ops.reshape(product(node).named(node.name()), node.shape());
        }
        return gradient(ops, node);
    }

    /** {@code A' B}, with the longer rows in the lanes. */
    private Node gradient(Ops ops, Node node) {
        Node columns = turned(node.input(1));
        Node left = node.input(0);
        boolean rows = ShortRowNodes.isTranspose(left) && !found.isTransposition(left);
        return rows
                ? ops.transpose(ops.matmul(columns, plain(left.input(0))), 1, 0)
                : ops.matmul(plain(left), ops.transpose(columns, 1, 0));
    }

    // ---- the two orders

    /** The node with its axes as they were. */
    private Node plain(Node node) {
        return plain.computeIfAbsent(node, n -> {
            Node columns = turned.get(n);
            copies.add(columns);
            Node back =
                    Ops.at(n.origin()).transpose(columns, firstLast(n.shape().rank()));
            copies.add(back);
            return back;
        });
    }

    /** The node with its last axis first. */
    private Node turned(Node node) {
        return turned.computeIfAbsent(node, n -> {
            Node columns =
                    Ops.at(n.origin()).transpose(plain(n), lastFirst(n.shape().rank()));
            copies.add(columns);
            return columns;
        });
    }

    private static List<Integer> lastFirst(int rank) {
        return IntStream.range(0, rank)
                .mapToObj(axis -> (axis + rank - 1) % rank)
                .toList();
    }

    private static List<Integer> firstLast(int rank) {
        return IntStream.range(0, rank).mapToObj(axis -> (axis + 1) % rank).toList();
    }

    private static Shape lastFirst(Shape shape) {
        return new Shape(lastFirst(shape.rank()).stream().map(shape::size).toList());
    }

    private Node map(Node node) {
        var inputs = node.inputs().stream()
                .map(input -> operand(input, node.shape().rank()))
                .toList();
        Node columns = Node.of(node.operation(), node.origin(), inputs);
        return Ops.at(node.origin()).broadcastTo(columns, lastFirst(node.shape()));
    }

    /** An operand of less than the full shape is moved as the shape says: most need no copy. */
    private Node operand(Node input, int rank) {
        if (ShortRowNodes.isShort(input) && input.shape().rank() == rank) {
            return input.operation() instanceof BroadcastTo ? operand(input.input(0), rank) : turned(input);
        }
        var sizes = new ArrayList<>(
                java.util.Collections.nCopies(rank - input.shape().rank(), Size.ONE));
        sizes.addAll(input.shape().sizes());
        var aligned = new Shape(sizes);
        Ops ops = Ops.at(input.origin());
        boolean keepsOrder =
                aligned.size(rank - 1).is(1) || aligned.product(0, rank - 1).is(1);
        return keepsOrder
                ? ops.reshape(plain(input), lastFirst(aligned))
                : ops.transpose(ops.reshape(plain(input), aligned), lastFirst(rank));
    }

    /** Along the rows first; the axes that stay do so in the same order, because the last one is reduced. */
    private Node reduction(Node node) {
        Reduce reduce = (Reduce) node.operation();
        int last = node.input(0).shape().rank() - 1;
        List<Integer> others =
                reduce.axes().stream().filter(axis -> axis != last).toList();
        Ops ops = Ops.at(node.origin());
        Node sums = ops.node(new Reduce(reduce.kind(), List.of(0), false), turned(node.input(0)));
        Node all = others.isEmpty() ? sums : ops.node(new Reduce(reduce.kind(), others, false), sums);
        return ops.reshape(all.named(node.name()), node.shape());
    }
}
