// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.optimise;

import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Rewriter;
import org.gradwright.compiler.op.Ops;
import org.gradwright.compiler.op.Pointwise;
import org.gradwright.compiler.op.TrainingFlag;

/** Decides what a method of the compiled class knows beforehand: whether it is a training step. */
public final class Specialise {
    private Specialise() {}

    /** The graph with {@code training} replaced by its value, and choices by it decided. */
    public static Graph training(Graph graph, boolean training) {
        return new Rewriter(node -> decide(node, training)).apply(graph);
    }

    private static Node decide(Node node, boolean training) {
        var g = Ops.at(node.origin());
        if (node.operation() instanceof TrainingFlag) {
            return g.truth(training);
        }
        boolean decided =
                node.operation() instanceof Pointwise && node.inputs().stream().anyMatch(Specialise::isTruth);
        return decided ? g.pointwise((Pointwise) node.operation(), node.inputs().toArray(Node[]::new)) : node;
    }

    private static boolean isTruth(Node node) {
        return node.type().element() == Element.BOOL && Match.number(node).isPresent();
    }
}
