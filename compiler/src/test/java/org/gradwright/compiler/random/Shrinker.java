// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.random;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.graph.Optimiser;
import org.gradwright.compiler.graph.Rewriter;
import org.gradwright.compiler.graph.Training;
import org.gradwright.compiler.op.Ops;
import org.gradwright.compiler.scan.Bodies;
import org.gradwright.compiler.scan.Scan;

/** Makes a model that fails smaller while it still fails. */
final class Shrinker {
    private final Predicate<Graph> fails;

    private Shrinker(Predicate<Graph> fails) {
        this.fails = fails;
    }

    static Graph shrink(Graph graph, Predicate<Graph> fails) {
        var shrinker = new Shrinker(fails);
        Graph now = graph;
        for (Optional<Graph> next = Optional.of(now); next.isPresent(); next = shrinker.smaller(now)) {
            now = next.get();
        }
        return now;
    }

    private Optional<Graph> smaller(Graph graph) {
        for (Graph candidate : candidates(graph)) {
            if (measure(candidate) < measure(graph) && fails.test(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** What each step makes smaller, so that there is an end. */
    private static int measure(Graph graph) {
        int roots = graph.roots().size()
                + graph.trainings().stream()
                        .mapToInt(t -> t.optimisers().size())
                        .sum();
        return roots + graph.nodes().size();
    }

    private static List<Graph> candidates(Graph graph) {
        var candidates = new ArrayList<Graph>();
        if (!graph.trainings().isEmpty()) {
            candidates.add(with(graph, graph.outputs(), graph.metrics(), graph.next(), Optional.empty()));
            Training training = graph.trainings().get(0);
            training.optimisers().keySet().forEach(path -> candidates.add(frozen(graph, training, path)));
        }
        without(graph.outputs())
                .forEach(outputs -> candidates.add(with(
                        graph,
                        outputs,
                        graph.metrics(),
                        graph.next(),
                        graph.trainings().stream().findFirst())));
        without(graph.metrics())
                .forEach(metrics -> candidates.add(with(
                        graph,
                        graph.outputs(),
                        metrics,
                        graph.next(),
                        graph.trainings().stream().findFirst())));
        without(graph.next())
                .forEach(next -> candidates.add(with(
                        graph,
                        graph.outputs(),
                        graph.metrics(),
                        next,
                        graph.trainings().stream().findFirst())));
        graph.nodes().forEach(node -> replacements(node).forEach(r -> candidates.add(replaced(graph, node, r))));
        return candidates;
    }

    private static Graph with(
            Graph graph,
            Map<String, Node> outputs,
            Map<String, Node> metrics,
            Map<String, Node> next,
            Optional<Training> training) {
        return new Graph(
                graph.name(),
                graph.precision(),
                graph.dims(),
                graph.inputs(),
                graph.variables(),
                outputs,
                metrics,
                next,
                training);
    }

    private static List<Map<String, Node>> without(Map<String, Node> map) {
        var smaller = new ArrayList<Map<String, Node>>();
        for (String name : map.keySet()) {
            var copy = new LinkedHashMap<>(map);
            copy.remove(name);
            smaller.add(copy);
        }
        return smaller;
    }

    private static Graph frozen(Graph graph, Training training, String path) {
        Map<String, Optimiser> optimisers = new LinkedHashMap<>(training.optimisers());
        optimisers.remove(path);
        var smaller = Training.of(training.loss(), optimisers);
        return with(graph, graph.outputs(), graph.metrics(), graph.next(), Optional.of(smaller));
    }

    /** Nodes of the same type below a node, or a constant. */
    private static List<Node> replacements(Node node) {
        if (node.inputs().isEmpty() || node.operation() instanceof Scan) {
            return List.of();
        }
        var bodies = new Bodies();
        var below = new ArrayList<>(Nodes.topological(node.inputs()).stream()
                .filter(n -> n.type().equals(node.type()) && !(n.operation() instanceof Scan))
                .filter(n -> bodies.around(node).containsAll(bodies.around(n)))
                .limit(3)
                .toList());
        boolean constant = Nodes.topological(List.of(node)).stream()
                .noneMatch(n -> n != node
                        && !n.shape().equals(node.shape())
                        && !n.inputs().isEmpty());
        if (constant || below.isEmpty()) {
            below.add(Ops.at(node.origin()).zerosLike(node));
        }
        below.removeIf(n -> n.operation().equals(node.operation()) && n.inputs().equals(node.inputs()));
        return below;
    }

    private static Graph replaced(Graph graph, Node node, Node replacement) {
        return new Rewriter(n -> n).keep(node, replacement).apply(graph);
    }
}
