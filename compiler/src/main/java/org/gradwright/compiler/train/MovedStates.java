// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.train;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.graph.Training;
import org.gradwright.compiler.graph.Variable;

/**
 * The states that a training step moves on. With one training these are all. With several, a step moves what its loss or a
 * metric reads, in training or outside, and what the next values of those read; a state that belongs to no step in this way is
 * moved by each. So the running statistics of a layer change in the steps that apply the layer.
 */
final class MovedStates {
    private final Graph graph;

    private MovedStates(Graph graph) {
        this.graph = graph;
    }

    /** The paths of the states. @param training one of the graph's; {@code training} is not decided in either */
    static Set<String> of(Graph graph, Training training) {
        if (graph.trainings().size() == 1) {
            return graph.next().keySet();
        }
        var states = new MovedStates(graph);
        Set<String> moved = states.by(training);
        var ofNone = new LinkedHashSet<>(graph.next().keySet());
        graph.trainings().forEach(t -> ofNone.removeAll(states.by(t)));
        moved.addAll(ofNone);
        return moved;
    }

    private Set<String> by(Training training) {
        var roots = new ArrayList<>(graph.metrics().values());
        roots.add(training.loss());
        var found = new LinkedHashSet<String>();
        var open = new ArrayDeque<>(read(roots));
        while (!open.isEmpty()) {
            String path = open.remove();
            if (found.add(path)) {
                open.addAll(read(List.of(graph.next().get(path))));
            }
        }
        return found;
    }

    /** The states with a next value that some nodes read. */
    private List<String> read(Collection<Node> roots) {
        return Nodes.topological(roots).stream()
                .filter(n -> n.operation() instanceof Variable)
                .map(n -> Graph.variable(n).path())
                .filter(graph.next()::containsKey)
                .toList();
    }
}
