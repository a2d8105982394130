// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.optimise;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.graph.Rewriter;
import org.gradwright.compiler.op.Ops;

/**
 * The rules of algebra that hold for floating numbers as well, infinities and NaN included: {@code x * 0} and {@code x - x}
 * stay, for they may be NaN. Sums may be grouped differently and a zero may change its sign; nothing else changes.
 */
final class AlgebraicRules {
    /** Answers with a better node, or null. */
    interface Rule {
        Node better(Node node, Ops g);
    }

    private static final List<Rule> RULES = List.of(
            ArithmeticRules::neutral,
            ArithmeticRules::sign,
            ArithmeticRules::scale,
            ArithmeticRules::power,
            ArithmeticRules::choice,
            MovementRules::composed,
            MovementRules::ofConstant,
            MovementRules::spreadOperand,
            JoiningRules::ofPadded,
            ReductionRules::ofSingleElements,
            ReductionRules::ofCopies,
            ReductionRules::ofNegated);

    private final Set<Node> usedOnce;

    private AlgebraicRules(Collection<Node> roots) {
        usedOnce = usedOnce(roots);
    }

    static List<Node> apply(List<Node> roots) {
        var pass = new AlgebraicRules(roots);
        return new Rewriter(pass::better).apply(roots);
    }

    /** Nodes that exactly one other reads, and nobody outside: those that disappear when that one stops reading them. */
    private static Set<Node> usedOnce(Collection<Node> roots) {
        Set<Node> once = Nodes.identitySet();
        Nodes.consumers(Nodes.topological(roots)).forEach((node, consumers) -> {
            if (consumers.size() == 1) {
                once.add(node);
            }
        });
        roots.forEach(once::remove);
        return once;
    }

    private Node better(Node node) {
        var g = Ops.at(node.origin());
        for (Rule rule : RULES) {
            Node better = rule.better(node, g);
            if (better != null) {
                return sameType(better, node);
            }
        }
        Node merged = usesOnce(node) ? ReductionRules.ofReduction(node, g) : null;
        return merged == null ? node : merged;
    }

    private boolean usesOnce(Node node) {
        return node.inputs().size() == 1 && usedOnce.contains(node.input(0));
    }

    /** A replacement that broadcast less is spread to the shape that it replaces. */
    private static Node sameType(Node better, Node node) {
        return Ops.at(node.origin()).broadcastTo(better, node.shape());
    }
}
