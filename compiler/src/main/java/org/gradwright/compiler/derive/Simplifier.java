// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.derive;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gradwright.compiler.graph.Leaf;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.op.BroadcastTo;
import org.gradwright.compiler.op.Reshape;
import org.gradwright.compiler.optimise.CommonSubexpressions;
import org.gradwright.compiler.optimise.Passes;

/** Brings derivatives into the form in which people leave them: the compiler's own rules, then those of algebra. */
final class Simplifier {
    /** What pulling numbers to the front may add. */
    private static final int FRONT = 2;

    private Simplifier() {}

    /** The derivative in its simplest form, with values that it may be written by. */
    static List<Node> simplest(List<Node> values, Node derivative) {
        var roots = new ArrayList<>(values);
        roots.add(derivative);
        List<Node> plain = merged(Passes.optimise(roots));
        Node before = plain.get(values.size());
        Node after = Polynomials.simplified(before);
        var result = new ArrayList<>(plain.subList(0, values.size()));
        result.add(cost(after, Set.of()) <= cost(before, Set.of()) + FRONT ? after : before);
        return merged(result);
    }

    private static List<Node> merged(List<Node> roots) {
        return CommonSubexpressions.merge(Composites.found(CommonSubexpressions.merge(roots)));
    }

    /** How many operations a reader meets. */
    static int cost(Node root, Set<Node> known) {
        return (int) Nodes.topological(List.of(root), n -> known.contains(n) ? List.of() : n.inputs()).stream()
                .filter(n -> !known.contains(n) && !n.inputs().isEmpty())
                .filter(n -> !(n.operation() instanceof Leaf))
                .filter(n -> !(n.operation() instanceof Reshape) && !(n.operation() instanceof BroadcastTo))
                .count();
    }
}
