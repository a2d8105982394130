// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import java.util.List;
import org.gradwright.compiler.graph.Lowering;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.kernel.Cost;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Scalar;

/**
 * What a node costs by itself.
 *
 * @param isVirtualCandidate whether an element can be computed where it is used
 * @param isView whether the node only renames the elements of its input
 * @param work of one element, its inputs given
 */
record OwnWork(boolean isVirtualCandidate, boolean isView, double work) {
    static OwnWork of(Node node) {
        Lowering lowering = node.operation().lowering(node);
        if (lowering instanceof Lowering.Elementwise elementwise) {
            Expr element = element(node, elementwise);
            return new OwnWork(true, element instanceof Expr.Local, Cost.of(element));
        }
        boolean alias = lowering instanceof Lowering.Alias;
        return new OwnWork(alias, alias, 0);
    }

    private static Expr element(Node node, Lowering.Elementwise elementwise) {
        var index = node.shape().sizes().stream()
                .map(s -> (Expr) new Expr.Local("i", Scalar.INT))
                .toList();
        return elementwise.rule().at(new Free(node), index);
    }

    /** Inputs that cost nothing to read. */
    private record Free(Node node) implements Lowering.Reader {
        @Override
        public Expr read(int input, List<Expr> index) {
            return new Expr.Local(
                    "x" + input, node.input(input).type().element().scalar());
        }

        @Override
        public Expr readLinear(int input, Expr position) {
            return read(input, List.of());
        }
    }
}
