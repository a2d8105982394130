// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.budget;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradwright.compiler.fuse.After;
import org.gradwright.compiler.graph.Lowering;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.kernel.Cost;
import org.gradwright.compiler.op.Pointwise;
import org.gradwright.compiler.train.TrainingGraph;

/**
 * Computes a value of the way forward once more, from what is in memory anyway: inputs, parameters, and values that something later
 * needs. What is not, or was replaced before, is computed again with it. The same operations on the same values give the same bits.
 */
final class Recomputation {
    private final Backward backward;
    private final Candidate candidate;
    private final Set<Node> replaced;
    private final Map<Node, Node> again = new IdentityHashMap<>();

    /** @param replaced values that the way back does not read any more */
    Recomputation(Backward backward, Candidate candidate, Set<Node> replaced) {
        this.backward = backward;
        this.candidate = candidate;
        this.replaced = replaced;
    }

    /** What computing it again costs, in operations on numbers. @param sizes every free size */
    double cost(Map<String, Integer> sizes) {
        again(candidate.value());
        return again.keySet().stream().mapToDouble(n -> cost(n, sizes)).sum();
    }

    private static double cost(Node node, Map<String, Integer> sizes) {
        Lowering lowering = node.operation().lowering(node);
        double count = node.shape().count().evaluate(sizes);
        if (lowering instanceof Lowering.Fold fold) {
            for (Size extent : fold.extents()) {
                count *= extent.evaluate(sizes);
            }
        }
        return count * (node.operation() instanceof Pointwise p ? Math.max(1, Cost.of(p.value())) : 1);
    }

    /** The step with the value computed again. */
    TrainingGraph apply(TrainingGraph step) {
        Node second = again(candidate.value());
        var rewritten = new IdentityHashMap<Node, Node>();
        for (Node node : backward.nodes()) {
            List<Node> inputs = node.inputs().stream()
                    .map(i -> i == candidate.value() && candidate.uses().contains(node) ? second : rewritten.get(i))
                    .toList();
            rewritten.put(node, node.withInputs(inputs));
        }
        return step.map(roots -> roots.stream().map(rewritten::get).toList());
    }

    private Node again(Node node) {
        Node known = again.get(node);
        if (known == null) {
            known = node.withInputs(node.inputs().stream().map(this::input).toList());
            again.put(node, known);
        }
        return known;
    }

    private Node input(Node input) {
        if (Backward.isStored(input)) {
            return after(input);
        }
        if (input.inputs().isEmpty()) {
            return after(Node.of(input.operation(), input.origin(), List.of()));
        }
        if (!backward.isValue(input)) {
            return input;
        }
        boolean kept = !replaced.contains(input) && backward.isNeededAfter(input, candidate.after());
        return kept || input.operation().lowering(input) instanceof Lowering.Repeated ? after(input) : again(input);
    }

    private Node after(Node input) {
        return Node.of(new After(), input.origin(), List.of(input, candidate.after()));
    }
}
