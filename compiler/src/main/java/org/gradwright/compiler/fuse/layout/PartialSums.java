// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse.layout;

import java.util.ArrayList;
import java.util.List;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nominal;
import org.gradwright.compiler.graph.ProgramSpec;
import org.gradwright.compiler.graph.Rewriter;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.op.Ops;
import org.gradwright.compiler.op.Reduce;

/**
 * Writes a sum over several axes as the sum of the sums of columns: one chain of all elements has no vector form, and the latency of
 * each addition in it, while columns are summed side by side. A sum along long rows is that of sixteen sums of every sixteenth
 * element. The order is fixed by the shape alone. Largest and smallest elements are found in the same way.
 */
final class PartialSums {
    /** Fewer columns fill no vector. */
    private static final double COLUMNS = 16;

    /** Shorter columns leave as long a chain as there was. */
    private static final double ROWS = 8;

    /** So many sums of parts of a row fill a vector, whatever its width. */
    private static final int PARTS = 16;

    /** Parts of fewer elements leave as long a chain as there was. */
    private static final int LEAST = 4;

    /** A smaller tensor is not worth loops of its own. */
    private static final double SMALLEST = 4096;

    private PartialSums() {}

    /** The same program. */
    static ProgramSpec apply(ProgramSpec spec) {
        return spec.rewritten(new Rewriter(PartialSums::parted));
    }

    private static Node parted(Node node) {
        if (!(node.operation() instanceof Reduce reduce)
                || reduce.kind() == Reduce.Kind.PROD
                || !node.type().isReal()) {
            return node;
        }
        Node x = node.input(0);
        int last = x.shape().rank() - 1;
        List<Integer> others =
                reduce.axes().stream().filter(axis -> axis != last).toList();
        if (reduce.axes().equals(List.of(last)) && isLong(x, last)) {
            return ofParts(node, reduce.kind(), last);
        }
        return reduce.axes().contains(last) && pays(x, last, others) ? parted(node, reduce.kind(), others) : node;
    }

    private static boolean pays(Node x, int last, List<Integer> others) {
        double rows = Nominal.product(others.stream().map(x.shape()::size).toList());
        return rows >= ROWS && Nominal.of(x.shape().size(last)) >= COLUMNS;
    }

    private static boolean isLong(Node x, int last) {
        Size row = x.shape().size(last);
        return row.isKnown()
                && row.known() % PARTS == 0
                && row.known() >= PARTS * LEAST
                && Nominal.count(x.shape()) >= SMALLEST;
    }

    private static Node ofParts(Node node, Reduce.Kind kind, int last) {
        Ops ops = Ops.at(node.origin());
        Node x = node.input(0);
        var sizes = new ArrayList<>(x.shape().sizes());
        sizes.set(last, Size.of(sizes.get(last).known() / PARTS));
        sizes.add(Size.of(PARTS));
        Node parts = ops.node(new Reduce(kind, List.of(last), false), ops.reshape(x, new Shape(sizes)));
        return ops.reshape(ops.node(new Reduce(kind, List.of(last), false), parts), node.shape());
    }

    private static Node parted(Node node, Reduce.Kind kind, List<Integer> others) {
        Ops ops = Ops.at(node.origin());
        Node columns = ops.node(new Reduce(kind, others, false), node.input(0));
        List<Integer> last = List.of(columns.shape().rank() - 1);
        return ops.reshape(ops.node(new Reduce(kind, last, false), columns), node.shape());
    }
}
