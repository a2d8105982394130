// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse.layout;

import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.graph.Nominal;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.kernel.Cost;
import org.gradwright.compiler.op.BroadcastTo;
import org.gradwright.compiler.op.MatMul;
import org.gradwright.compiler.op.Pointwise;
import org.gradwright.compiler.op.Reduce;
import org.gradwright.compiler.op.Transpose;

/**
 * Finds what is worth computing in columns: pointwise operations on tensors of short rows, together with the reductions along these
 * rows and the products of matrices from such rows to such rows, where they cost more than turning what they read and what others
 * read of them. What shares a tensor belongs together.
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
    private final Set<Node> products = Nodes.identitySet();
    private final Components components = new Components();

    private ShortRowNodes(List<Node> nodes) {
        this.nodes = nodes;
    }

    /** Those among {@code nodes}, each of which comes after its inputs. */
    static ShortRowNodes of(List<Node> nodes, Collection<Node> roots) {
        var found = new ShortRowNodes(nodes);
        nodes.forEach(found::find);
        if (!found.isEmpty()) {
            found.keepWhatPays(roots);
        }
        return found;
    }

    boolean isEmpty() {
        return reductions.isEmpty() && products.isEmpty();
    }

    /** Whether a node is a pointwise operation on short rows, or a product that has such. */
    boolean isMap(Node node) {
        return maps.contains(node);
    }

    /** Whether a node reduces short rows. */
    boolean isReduction(Node node) {
        return reductions.contains(node);
    }

    /** Whether a node is a product of matrices with short rows that are computed in columns. */
    boolean isProduct(Node node) {
        return products.contains(node);
    }

    /** Whether what reads short rows that are computed in columns can as well read the columns. */
    boolean readsColumns(Node node) {
        return isSum(node) || isTransposition(node) || isSingleColumn(node) || isGradient(node);
    }

    /** Whether a node sums up short rows, each column for itself. */
    boolean isSum(Node node) {
        return node.operation() instanceof Reduce reduce && reduce.axes().equals(List.of(0)) && isMatrix(node.input(0));
    }

    /** Whether a node shows short rows as columns. */
    boolean isTransposition(Node node) {
        return isTranspose(node) && isMatrix(node.input(0));
    }

    /** Whether a node is a product of short rows that has but one column. */
    boolean isSingleColumn(Node node) {
        return isMatrixProduct(node) && node.shape().size(1).is(1) && isMatrix(node.input(0));
    }

    /** Whether a node is a product that adds up over rows, among them short ones on its right. */
    boolean isGradient(Node node) {
        return isMatrixProduct(node) && !products.contains(node) && isMatrix(node.input(1));
    }

    private boolean isMatrix(Node map) {
        return maps.contains(map) && map.shape().rank() == 2;
    }

    /** Whether a node swaps the axes of a matrix. */
    static boolean isTranspose(Node node) {
        return node.operation() instanceof Transpose transpose
                && transpose.permutation().equals(List.of(1, 0));
    }

    private static boolean isMatrixProduct(Node node) {
        return node.operation() instanceof MatMul && node.shape().rank() == 2;
    }

    /** Whether a tensor has many rows that are short. */
    static boolean isShort(Node node) {
        int rank = node.shape().rank();
        return rank >= 2
                && isShort(node.shape().size(rank - 1))
                && Nominal.of(node.shape().size(rank - 2)) >= FEW;
    }

    private static boolean isShort(Size row) {
        return row.isKnown() && row.known() > 1 && row.known() < FEW;
    }

    private void find(Node node) {
        if (node.operation() instanceof Pointwise
                && isShort(node)
                && node.inputs().stream().allMatch(i -> isReadable(i))) {
            maps.add(node);
            node.inputs().stream().filter(i -> i.shape().equals(node.shape())).forEach(i -> components.join(node, i));
        } else if (isMatrixProduct(node) && isShort(node) && isInColumns(node.input(0))) {
            maps.add(node);
            products.add(node);
            components.join(node, node.input(0));
        } else if (node.operation() instanceof Reduce reduce
                && isShort(node.input(0))
                && node.input(0).type().isReal()) {
            int last = node.input(0).shape().rank() - 1;
            if (reduce.axes().contains(last)) {
                reductions.add(node);
                components.join(node, node.input(0));
            }
        }
    }

    /** A single column is one already; wider rows would have to be turned. */
    private boolean isInColumns(Node left) {
        return maps.contains(left) || left.shape().size(1).is(1);
    }

    /** Vectors read no whole numbers, and conditions only where they are computed. */
    private boolean isReadable(Node input) {
        return input.type().isReal()
                || input.shape().count().is(1)
                || input.type().element() == Element.BOOL && maps.contains(input);
    }

    private void keepWhatPays(Collection<Node> roots) {
        Map<Node, Double> gains = gains(roots);
        List.of(maps, reductions, products)
                .forEach(set -> set.removeIf(n -> gains.getOrDefault(components.representative(n), 0.0) <= 0));
    }

    /** By component; one that is small, or without a reduction or a product, has none. */
    private Map<Node, Double> gains(Collection<Node> roots) {
        var gains = new IdentityHashMap<Node, Double>();
        reductions.forEach(r -> gains.merge(components.representative(r), STEP * row(r.input(0)), Double::sum));
        products.forEach(p -> gains.merge(components.representative(p), row(p) * row(p.input(0)), Double::sum));
        gains.keySet().retainAll(large());
        for (Node node : nodes) {
            if (maps.contains(node) && node.operation() instanceof Pointwise pointwise) {
                add(gains, node, Cost.of(pointwise.value()) * row(node));
            }
        }
        moved(roots).forEach((node, of) -> add(gains, of, -TURN * row(node)));
        return gains;
    }

    /** The components that have a tensor of many elements. */
    private Set<Node> large() {
        Set<Node> large = Nodes.identitySet();
        for (Node node : nodes) {
            if (Nominal.count(node.shape()) >= LEAST) {
                large.add(components.representative(node));
            }
        }
        return large;
    }

    private static double row(Node node) {
        return Nominal.of(node.shape().size(node.shape().rank() - 1));
    }

    private void add(Map<Node, Double> gains, Node node, double gain) {
        gains.computeIfPresent(components.representative(node), (n, sum) -> sum + gain);
    }

    /** What is turned, or turned back, and a node of the component on whose account. */
    private Map<Node, Node> moved(Collection<Node> roots) {
        var moved = new LinkedHashMap<Node, Node>();
        for (Node node : nodes) {
            boolean inside = maps.contains(node) || reductions.contains(node);
            for (Node input : node.inputs()) {
                boolean view = input.operation() instanceof BroadcastTo;
                if (inside && !products.contains(node) && !maps.contains(input) && isShort(input) && !view) {
                    moved.put(input, node);
                } else if (!inside && maps.contains(input) && !readsColumns(node)) {
                    moved.put(input, input);
                }
            }
        }
        roots.stream().filter(maps::contains).forEach(root -> moved.put(root, root));
        return moved;
    }
}
