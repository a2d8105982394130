// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.optimise;

import java.util.List;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Operation;
import org.gradwright.compiler.graph.Rewriter;
import org.gradwright.compiler.op.CustomGradient;
import org.gradwright.compiler.op.StopGradient;

/** Erases what says something to differentiation only; the value of such a node is that of its first operand. */
final class GradientMarkers {
    private GradientMarkers() {}

    static List<Node> erase(List<Node> roots) {
        return new Rewriter(node -> isMarker(node.operation()) ? node.input(0) : node).apply(roots);
    }

    private static boolean isMarker(Operation operation) {
        return operation instanceof StopGradient || operation instanceof CustomGradient;
    }
}
