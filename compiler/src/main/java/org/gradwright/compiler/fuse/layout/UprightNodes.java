// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse.layout;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.graph.Nominal;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.op.BroadcastTo;
import org.gradwright.compiler.op.MatMul;
import org.gradwright.compiler.op.Pointwise;
import org.gradwright.compiler.op.Reduce;

/**
 * Finds products of matrices that are computed as columns together with all that is computed of their elements: what shares a tensor
 * belongs together. It pays where rows are reduced, and only where nothing has to be turned: all that comes in are products
 * and smaller tensors, and nobody but products reads what goes out.
 */
final class UprightNodes {
    /** Shorter rows or columns fill no vector. */
    private static final int FEW = 16;

    /** An operand that is so much smaller than the rows may be turned. */
    private static final int SMALLER = 4;

    private final Set<Node> members = Nodes.identitySet();
    private final Set<Node> reductions = Nodes.identitySet();
    private final Components components = new Components();

    private UprightNodes() {}

    /** Those among {@code nodes}, each of which comes after its inputs. */
    static UprightNodes of(List<Node> nodes, Collection<Node> roots) {
        var found = new UprightNodes();
        nodes.forEach(found::find);
        if (!found.isEmpty()) {
            found.keepWhatPays(nodes, roots);
        }
        return found;
    }

    boolean isEmpty() {
        return reductions.isEmpty();
    }

    /** Whether a node is a product that is computed as columns, or elements computed of such. */
    boolean isMember(Node node) {
        return members.contains(node);
    }

    /** Whether a node reduces rows that are computed as columns. */
    boolean isReduction(Node node) {
        return reductions.contains(node);
    }

    private void find(Node node) {
        if (node.operation() instanceof MatMul && isLong(node.shape())) {
            members.add(node);
        } else if (node.operation() instanceof Pointwise
                && node.inputs().stream().anyMatch(i -> isSame(node, i))) {
            members.add(node);
            node.inputs().stream().filter(i -> isSame(node, i)).forEach(i -> components.join(node, i));
        } else if (node.operation() instanceof Reduce reduce && members.contains(node.input(0))) {
            int last = node.input(0).shape().rank() - 1;
            if (reduce.axes().equals(List.of(last))) {
                reductions.add(node);
                components.join(node, node.input(0));
            }
        }
    }

    private boolean isSame(Node node, Node input) {
        return members.contains(input) && input.shape().equals(node.shape());
    }

    private static boolean isLong(Shape shape) {
        int rank = shape.rank();
        return Nominal.of(shape.size(rank - 1)) >= FEW && Nominal.of(shape.size(rank - 2)) >= FEW;
    }

    private void keepWhatPays(List<Node> nodes, Collection<Node> roots) {
        Set<Node> paying = Nodes.identitySet();
        reductions.forEach(r -> paying.add(components.representative(r)));
        roots.stream().filter(members::contains).forEach(r -> paying.remove(components.representative(r)));
        nodes.forEach(node -> paying.removeAll(hindered(node)));
        members.removeIf(n -> !paying.contains(components.representative(n)));
        reductions.removeIf(n -> !paying.contains(components.representative(n)));
    }

    /** The components that would have to turn something on account of a node. */
    private Set<Node> hindered(Node node) {
        Set<Node> hindered = Nodes.identitySet();
        boolean own = members.contains(node) && !(node.operation() instanceof MatMul);
        for (Node input : node.inputs()) {
            if (members.contains(input)) {
                boolean same = own && isSame(node, input);
                boolean reads = node.operation() instanceof MatMul || UprightRows.isSwap(node);
                if (!same && !reads && !reductions.contains(node)) {
                    hindered.add(components.representative(input));
                }
            } else if (own && !isSmall(input, node)) {
                hindered.add(components.representative(node));
            }
        }
        return hindered;
    }

    private static boolean isSmall(Node input, Node node) {
        Node own = input.operation() instanceof BroadcastTo ? input.input(0) : input;
        return Nominal.count(own.shape()) * SMALLER <= Nominal.count(node.shape());
    }
}
