// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gradwright.compiler.graph.Lowering;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Expr.Local;
import org.gradwright.compiler.kernel.Scalar;

/**
 * The examples of a small program: its only free size, along which at most one axis of each tensor runs. All other axes are
 * known and short, so that the elements of one example can be told one by one.
 */
final class Examples {
    /** The number of the example in the loop over them. */
    static final Local INDEX = Indices.outer(0);

    /** The most elements and steps of folds for one example. */
    private static final long LARGEST = 600;

    private final Size size;
    private final Set<Node> behind = Nodes.identitySet();

    private Examples(Size size) {
        this.size = size;
    }

    /** The examples of a program; empty where there are several free sizes, or the program is large or wants two loops. */
    static Optional<Examples> of(List<Node> nodes) {
        var names = new HashSet<String>();
        nodes.forEach(n -> n.shape().sizes().forEach(s -> names.addAll(s.freeNames())));
        if (names.size() > 1) {
            return Optional.empty();
        }
        var examples = new Examples(names.stream().findFirst().map(Size::free).orElse(Size.ZERO));
        return examples.suits(nodes) ? Optional.of(examples) : Optional.empty();
    }

    private boolean suits(List<Node> nodes) {
        long work = 0;
        for (Node node : nodes) {
            Lowering lowering = node.operation().lowering(node);
            var sizes = new ArrayList<>(node.shape().sizes());
            if (lowering instanceof Lowering.Fold fold) {
                sizes.addAll(fold.extents());
            }
            if (lowering instanceof Lowering.Scatter || !isOneAxis(sizes)) {
                return false;
            }
            work += count(sizes);
            boolean sums = sizes.size() > node.shape().rank() && sizes.contains(size) && !isPerExample(node.shape());
            boolean late = node.inputs().stream().anyMatch(behind::contains);
            if (late && sizes.contains(size) || work > LARGEST) {
                return false;
            }
            if (sums || late) {
                behind.add(node);
            }
        }
        return true;
    }

    private boolean isOneAxis(List<Size> sizes) {
        return sizes.stream().filter(size::equals).count() <= 1
                && sizes.stream().allMatch(s -> s.isKnown() || s.equals(size));
    }

    private long count(List<Size> sizes) {
        long count = 1;
        for (Size s : sizes) {
            count = s.isKnown() ? Math.min(count * s.known(), LARGEST + 1) : count;
        }
        return count;
    }

    /** How many examples there are. */
    Size size() {
        return size;
    }

    /** Whether a tensor has elements of each example. */
    boolean isPerExample(Shape shape) {
        return shape.sizes().contains(size);
    }

    /** Whether a node depends on a sum over the examples. */
    boolean isBehind(Node node) {
        return behind.contains(node);
    }

    /** All indices of one example, in row-major order. */
    List<List<Expr>> indices(List<Size> sizes) {
        List<List<Expr>> all = List.of(List.of());
        for (Size s : sizes) {
            var longer = new ArrayList<List<Expr>>();
            for (List<Expr> index : all) {
                entries(s).forEach(entry -> longer.add(append(index, entry)));
            }
            all = longer;
        }
        return all;
    }

    private List<Expr> entries(Size s) {
        return s.isKnown() ? LoopBuilder.neighbours((int) s.known()) : List.of(INDEX);
    }

    private static List<Expr> append(List<Expr> index, Expr entry) {
        var longer = new ArrayList<>(index);
        longer.add(entry);
        return longer;
    }

    static boolean isIndex(Expr expr) {
        return expr.equals(new Local(INDEX.name(), Scalar.INT));
    }
}
