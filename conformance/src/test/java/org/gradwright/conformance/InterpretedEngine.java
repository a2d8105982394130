// SPDX-License-Identifier: Apache-2.0
package org.gradwright.conformance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.gradwright.compiler.graph.Evaluation;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.interpret.Interpreter;
import org.gradwright.compiler.train.TrainingGraph;

/** Evaluates graphs node by node in float64, without compiling them. */
final class InterpretedEngine implements Engine {
    @Override
    public Model start(Graph graph) {
        return new Interpreted(graph);
    }

    private static final class Interpreted implements Model {
        private static final long SEED = 1;

        private final Graph graph;
        private final TrainingGraph training;
        private final Map<String, Tensor> stored = new HashMap<>();
        private final Map<String, Tensor> metrics = new HashMap<>();
        private long steps;

        Interpreted(Graph graph) {
            this.graph = graph;
            training = graph.trainings().isEmpty() ? null : TrainingGraph.of(graph);
            List<Node> variables = training == null ? graph.variables() : training.variables();
            for (Node variable : variables) {
                stored.put(
                        Graph.variable(variable).path(),
                        Tensor.zeros(variable.shape().evaluate(Map.of())));
            }
        }

        @Override
        public Tensor parameter(String name) {
            return stored.get(name);
        }

        @Override
        public void parameter(String name, Tensor value) {
            stored.put(name, value);
        }

        @Override
        public Map<String, Tensor> predict(Map<String, Tensor> inputs) {
            return evaluate(graph.outputs(), inputs, false);
        }

        @Override
        public double step(Map<String, Tensor> inputs) {
            steps++;
            var wanted = new LinkedHashMap<String, Node>();
            training.metrics().forEach((name, node) -> wanted.put("metric " + name, node));
            training.next().forEach((path, node) -> wanted.put("next " + path, node));
            wanted.put("loss", training.loss());
            Map<String, Tensor> values = evaluate(wanted, inputs, true);
            training.metrics().keySet().forEach(name -> metrics.put(name, values.get("metric " + name)));
            training.next().keySet().forEach(path -> stored.put(path, values.get("next " + path)));
            return values.get("loss").data()[0];
        }

        @Override
        public double metric(String name) {
            return metrics.get(name).data()[0];
        }

        private Map<String, Tensor> evaluate(Map<String, Node> nodes, Map<String, Tensor> inputs, boolean trains) {
            var known = new HashMap<>(stored);
            known.putAll(inputs);
            var evaluation = new Evaluation(Map.of(), known, trains, SEED, steps);
            List<Tensor> values = Interpreter.evaluate(new ArrayList<>(nodes.values()), evaluation);
            var named = new LinkedHashMap<String, Tensor>();
            List<String> names = List.copyOf(nodes.keySet());
            IntStream.range(0, names.size()).forEach(i -> named.put(names.get(i), values.get(i)));
            return named;
        }
    }
}
