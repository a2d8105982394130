// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import java.util.List;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Rewriter;
import org.gradwright.compiler.op.Ops;
import org.gradwright.compiler.op.Reduce;

/**
 * Writes a sum over several axes as the sum of the sums of columns: one chain of all elements has no vector form, and the latency of
 * each addition in it, while columns are summed side by side. The order is fixed by the shape alone. Largest and smallest
 * elements are found in the same way.
 */
final class PartialSums {
    /** Fewer columns fill no vector. */
    private static final double COLUMNS = 16;

    /** Shorter columns leave as long a chain as there was. */
    private static final double ROWS = 8;

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
        return reduce.axes().contains(last) && pays(x, last, others) ? parted(node, reduce.kind(), others) : node;
    }

    private static boolean pays(Node x, int last, List<Integer> others) {
        double rows = Nominal.product(others.stream().map(x.shape()::size).toList());
        return rows >= ROWS && Nominal.of(x.shape().size(last)) >= COLUMNS;
    }

    private static Node parted(Node node, Reduce.Kind kind, List<Integer> others) {
        Ops ops = Ops.at(node.origin());
        Node columns = ops.node(new Reduce(kind, others, false), node.input(0));
        List<Integer> last = List.of(columns.shape().rank() - 1);
        return ops.reshape(ops.node(new Reduce(kind, last, false), columns), node.shape());
    }
}
