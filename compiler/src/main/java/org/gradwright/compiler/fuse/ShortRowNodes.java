// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.kernel.Cost;
import org.gradwright.compiler.op.BroadcastTo;
import org.gradwright.compiler.op.Pointwise;
import org.gradwright.compiler.op.Reduce;

/**
 * Finds what is worth computing in columns: pointwise operations on tensors of short rows, together with the reductions along these
 * rows, where they cost more than turning what they read and what others read of them. What shares a tensor belongs together.
 */
final class ShortRowNodes {
    /** A shorter row fills no vector; without as many rows nothing does. */
    private static final int FEW = 16;

    /** With fewer elements vectors save nothing. */
    private static final double LEAST = 512;

    /** What turning an element costs, in additions of scalars. */
    private static final double TURN = 4;

    /** What a step of a reduction costs. */
    private static final double STEP = 2;

    private final List<Node> nodes;
    private final Set<Node> maps = Nodes.identitySet();
    private final Set<Node> reductions = Nodes.identitySet();
    private final Map<Node, Node> parents = new IdentityHashMap<>();

    private ShortRowNodes(List<Node> nodes) {
        this.nodes = nodes;
    }

    /** Those among {@code nodes}, each of which comes after its inputs. */
    static ShortRowNodes of(List<Node> nodes, Collection<Node> roots) {
        var found = new ShortRowNodes(nodes);
        nodes.forEach(found::find);
        if (!found.reductions.isEmpty()) {
            found.keepWhatPays(roots);
        }
        return found;
    }

    boolean isEmpty() {
        return reductions.isEmpty();
    }

    /** Whether a node is a pointwise operation on short rows. */
    boolean isMap(Node node) {
        return maps.contains(node);
    }

    /** Whether a node reduces short rows. */
    boolean isReduction(Node node) {
        return reductions.contains(node);
    }

    /** Whether a tensor has many rows that are short. */
    static boolean isShort(Node node) {
        int rank = node.shape().rank();
        if (rank < 2 || !isShort(node.shape().size(rank - 1))) {
            return false;
        }
        return Nominal.of(node.shape().size(rank - 2)) >= FEW && Nominal.count(node.shape()) >= LEAST;
    }

    private static boolean isShort(Size row) {
        return row.isKnown() && row.known() > 1 && row.known() < FEW;
    }

    private void find(Node node) {
        if (node.operation() instanceof Pointwise
                && isShort(node)
                && node.inputs().stream().allMatch(i -> isReadable(i))) {
            maps.add(node);
            node.inputs().stream().filter(i -> i.shape().equals(node.shape())).forEach(i -> join(node, i));
        } else if (node.operation() instanceof Reduce reduce
                && isShort(node.input(0))
                && node.input(0).type().isReal()) {
            int last = node.input(0).shape().rank() - 1;
            if (reduce.axes().contains(last)) {
                reductions.add(node);
                join(node, node.input(0));
            }
        }
    }

    /** Vectors read no whole numbers, and conditions only where they are computed. */
    private boolean isReadable(Node input) {
        return input.type().isReal()
                || input.shape().count().is(1)
                || input.type().element() == Element.BOOL && maps.contains(input);
    }

    private void join(Node a, Node b) {
        Node first = representative(a);
        Node second = representative(b);
        if (first != second) {
            parents.put(second, first);
        }
    }

    /** Halves the way for those who come later: in a deep graph it is as long as the graph. */
    private Node representative(Node node) {
        Node root = node;
        for (Node parent = parents.get(root); parent != null; parent = parents.get(root)) {
            Node next = parents.getOrDefault(parent, parent);
            parents.put(root, next);
            root = next;
        }
        return root;
    }

    private void keepWhatPays(Collection<Node> roots) {
        Map<Node, Double> gains = gains(roots);
        maps.removeIf(n -> gains.getOrDefault(representative(n), 0.0) <= 0);
        reductions.removeIf(n -> gains.getOrDefault(representative(n), 0.0) <= 0);
    }

    /** By component; one without a reduction has none. */
    private Map<Node, Double> gains(Collection<Node> roots) {
        var gains = new IdentityHashMap<Node, Double>();
        reductions.forEach(r -> gains.merge(representative(r), STEP, Double::sum));
        for (Node node : nodes) {
            if (maps.contains(node)) {
                add(gains, node, Cost.of(((Pointwise) node.operation()).value()));
            }
        }
        moved(roots).forEach((node, of) -> add(gains, of, -TURN));
        return gains;
    }

    private void add(Map<Node, Double> gains, Node node, double gain) {
        gains.computeIfPresent(representative(node), (n, sum) -> sum + gain);
    }

    /** What is turned, or turned back, and a node of the component on whose account. */
    private Map<Node, Node> moved(Collection<Node> roots) {
        var moved = new LinkedHashMap<Node, Node>();
        for (Node node : nodes) {
            boolean inside = maps.contains(node) || reductions.contains(node);
            for (Node input : node.inputs()) {
                boolean view = input.operation() instanceof BroadcastTo;
                if (inside && !maps.contains(input) && isShort(input) && !view) {
                    moved.put(input, node);
                } else if (!inside && maps.contains(input)) {
                    moved.put(input, input);
                }
            }
        }
        roots.stream().filter(maps::contains).forEach(root -> moved.put(root, root));
        return moved;
    }
}
