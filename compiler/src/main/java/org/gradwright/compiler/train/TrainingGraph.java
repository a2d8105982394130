// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Training;
import org.gradwright.compiler.optimise.Specialise;

/**
 * A graph with its training step: what a step reports and the next value of everything that it keeps.
 *
 * @param graph the model as declared
 * @param training whose step it is: one of the graph's
 * @param variables all that lives from step to step: the graph's variables, then the optimisers' slots
 * @param loss of the step, before the update
 * @param metrics of the step, by name
 * @param next the next value of each variable that a step changes, by path
 */
public record TrainingGraph(
        Graph graph,
        Training training,
        List<Node> variables,
        Node loss,
        Map<String, Node> metrics,
        Map<String, Node> next) {
    public TrainingGraph {
        variables = List.copyOf(variables);
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
        next = Collections.unmodifiableMap(new LinkedHashMap<>(next));
    }

    /**
     * Derives the training step of a graph with one training.
     *
     * @throws IllegalArgumentException for a graph with none or several
     */
    public static TrainingGraph of(Graph graph) {
        if (graph.trainings().size() != 1) {
            String count = graph.trainings().isEmpty() ? "no training" : "several trainings";
            throw new IllegalArgumentException("graph " + graph.name() + " has " + count);
        }
        return all(graph).get(0);
    }

    /** Derives the step of each training: gradients of the loss, clipping, the optimisers' updates, the model's own next states. */
    public static List<TrainingGraph> all(Graph graph) {
        Graph model = Specialise.training(graph, true);
        return IntStream.range(0, graph.trainings().size())
                .mapToObj(line -> of(graph, model, line))
                .toList();
    }

    private static TrainingGraph of(Graph graph, Graph model, int line) {
        Training training = model.trainings().get(line);
        var updates = new Updates(model, training);
        var next = new LinkedHashMap<>(updates.next());
        Set<String> states = MovedStates.of(graph, graph.trainings().get(line));
        model.next().forEach((path, node) -> {
            if (states.contains(path)) {
                next.put(path, node);
            }
        });
        var variables = new ArrayList<>(model.variables());
        variables.addAll(updates.slots());
        return new TrainingGraph(graph, training, variables, training.loss(), model.metrics(), next);
    }

    /** Loss and metrics outside training: nothing is updated, no output is asked for. */
    public Graph evaluation() {
        return Specialise.training(part(Map.of(), graph.metrics(), graph.trainings()), false);
    }

    /** The outputs outside training: nothing is updated, no loss is asked for. */
    public Graph prediction() {
        return Specialise.training(part(graph.outputs(), Map.of(), List.of()), false);
    }

    private Graph part(Map<String, Node> outputs, Map<String, Node> metrics, List<Training> trainings) {
        return new Graph(
                graph.name(),
                graph.precision(),
                graph.dims(),
                graph.inputs(),
                graph.variables(),
                outputs,
                metrics,
                Map.of(),
                trainings);
    }

    /** Every node that a step computes for its own sake: loss, metrics, next values. */
    public List<Node> roots() {
        var roots = new ArrayList<Node>();
        roots.add(loss);
        roots.addAll(metrics.values());
        roots.addAll(next.values());
        return roots;
    }

    /** The step with its roots replaced by others of the same meaning, in the order of {@link #roots}. */
    public TrainingGraph map(UnaryOperator<List<Node>> rewrite) {
        var replaced = rewrite.apply(roots()).iterator();
        Node newLoss = replaced.next();
        var newMetrics = new LinkedHashMap<String, Node>();
        metrics.keySet().forEach(name -> newMetrics.put(name, replaced.next()));
        var newNext = new LinkedHashMap<String, Node>();
        next.keySet().forEach(path -> newNext.put(path, replaced.next()));
        return new TrainingGraph(graph, training, variables, newLoss, newMetrics, newNext);
    }
}
