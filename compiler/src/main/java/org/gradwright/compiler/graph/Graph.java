// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model: the forward dataflow with everything that the outside knows by name.
 *
 * @param name of the generated class
 * @param dims the free sizes in order of appearance
 * @param inputs {@link Input} nodes in order of declaration, used or not
 * @param variables {@link Variable} nodes in order of creation
 * @param outputs what prediction returns, by name
 * @param metrics scalars reported with each step, by name
 * @param next the next value of a state, by path
 * @param trainings the ways to train it, each with a label of its own: most often one, none for a model that only predicts
 */
public record Graph(
        String name,
        Precision precision,
        List<Dim> dims,
        List<Node> inputs,
        List<Node> variables,
        Map<String, Node> outputs,
        Map<String, Node> metrics,
        Map<String, Node> next,
        List<Training> trainings) {
    public Graph {
        dims = List.copyOf(dims);
        inputs = List.copyOf(inputs);
        variables = List.copyOf(variables);
        outputs = ordered(outputs);
        metrics = ordered(metrics);
        next = ordered(next);
        trainings = List.copyOf(trainings);
    }

    /** What the inputs declare, in order of declaration. */
    public List<Input> declaredInputs() {
        return inputs.stream().map(node -> (Input) node.operation()).toList();
    }

    /** A graph with one way to train it, or none. */
    public Graph(
            String name,
            Precision precision,
            List<Dim> dims,
            List<Node> inputs,
            List<Node> variables,
            Map<String, Node> outputs,
            Map<String, Node> metrics,
            Map<String, Node> next,
            Optional<Training> training) {
        this(
                name,
                precision,
                dims,
                inputs,
                variables,
                outputs,
                metrics,
                next,
                training.stream().toList());
    }

    private static Map<String, Node> ordered(Map<String, Node> map) {
        return java.util.Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /** Every node that somebody outside asks for. */
    public List<Node> roots() {
        var roots = new ArrayList<Node>();
        roots.addAll(outputs.values());
        roots.addAll(metrics.values());
        roots.addAll(next.values());
        trainings.forEach(t -> roots.add(t.loss()));
        return roots;
    }

    /** All nodes that the roots depend on, each after its inputs. */
    public List<Node> nodes() {
        return Nodes.topological(roots());
    }

    /** The trained variables. */
    public List<Node> parameters() {
        return variables.stream()
                .filter(n -> variable(n).kind() == Variable.Kind.PARAMETER)
                .toList();
    }

    /** The variable that a variable node stands for. */
    public static Variable variable(Node node) {
        return (Variable) node.operation();
    }

    /** The graph, trained in this way only. */
    public Graph withTraining(Training only) {
        return new Graph(name, precision, dims, inputs, variables, outputs, metrics, next, List.of(only));
    }

    /** The graph, asked for some of its outputs and for nothing else: no metric, no next state, no training. */
    public Graph predicting(Map<String, Node> some) {
        return new Graph(name, precision, dims, inputs, variables, some, Map.of(), Map.of(), List.of());
    }

    /** The graph with some of its inputs, on which all its roots depend. */
    public Graph withInputs(List<Node> some) {
        return new Graph(name, precision, dims, some, variables, outputs, metrics, next, trainings);
    }

    public Graph withPrecision(Precision other) {
        return new Graph(name, other, dims, inputs, variables, outputs, metrics, next, trainings);
    }
}
