// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.optimise;

import java.util.List;
import java.util.Map;
import org.gradwright.compiler.graph.Evaluation;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Rewriter;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.op.Ops;
import org.gradwright.compiler.scan.InTurn;
import org.gradwright.compiler.scan.Scan;

/**
 * Computes what depends on constants only, by the operations' reference meaning, where the result is small. Operations
 * without operands stay: each of them is a constant already, or depends on what is known at run time only.
 */
final class ConstantFolding {
    /** A larger result would cost more memory than computing it costs time. */
    private static final long MOST_ELEMENTS = 256;

    private static final Evaluation NOTHING_KNOWN = new Evaluation(Map.of(), Map.of(), false, 0, 1);

    private ConstantFolding() {}

    static List<Node> fold(List<Node> roots) {
        return new Rewriter(ConstantFolding::fold).apply(roots);
    }

    private static Node fold(Node node) {
        boolean constant = !node.inputs().isEmpty() && node.inputs().stream().allMatch(Match::isTable);
        boolean small = node.shape().isKnown() && node.shape().count().known() <= MOST_ELEMENTS;
        boolean inLoop = node.operation() instanceof InTurn || node.operation() instanceof Scan;
        return constant && small && !inLoop && !Match.repeats(node)
                ? Ops.at(node.origin()).constant(value(node), node.type().element())
                : node;
    }

    private static Tensor value(Node node) {
        List<Tensor> inputs = node.inputs().stream()
                .map(n -> n.operation().evaluate(n, List.of(), NOTHING_KNOWN))
                .toList();
        return node.operation().evaluate(node, inputs, NOTHING_KNOWN);
    }
}
