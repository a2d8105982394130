// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.random;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.gradwright.compiler.autodiff.Gradients;
import org.gradwright.compiler.emit.Driver;
import org.gradwright.compiler.emit.StepClass;
import org.gradwright.compiler.graph.Evaluation;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Input;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.interpret.Interpreter;
import org.gradwright.compiler.train.TrainingGraph;
import org.gradwright.runtime.TrainingStep;

/** What a model does in a few calls with various batch sizes: every value that it shows, in order, by name. */
final class Run {
    static final long SEED = 11;

    /** Of differences. */
    private static final double STEP = 1e-5;

    /** Larger, then smaller, then larger again. */
    private static final List<Map<String, Integer>> CALLS =
            List.of(Map.of("batch", 5, "time", 2), Map.of("batch", 1, "time", 4), Map.of("batch", 7, "time", 5));

    private final Graph graph;
    private final Map<String, double[]> shown = new LinkedHashMap<>();

    private Run(Graph graph) {
        this.graph = graph;
    }

    // ---- of the compiled class

    static Map<String, double[]> compiled(Graph graph, StepClass step, TrainingStep model) {
        var run = new Run(graph);
        for (int n = 0; n < CALLS.size(); n++) {
            run.compiled(n, step, model);
        }
        return run.shown;
    }

    private void compiled(int n, StepClass step, TrainingStep model) {
        Map<String, Tensor> values = values(graph, n);
        if (!graph.trainings().isEmpty()) {
            show(n, "evaluated", new double[] {model.evaluateWith(arguments(step.evaluate(), values, n))});
            model.metrics().forEach((name, value) -> show(n, "evaluated " + name, new double[] {value}));
            show(n, "loss", new double[] {model.stepWith(arguments(step.steps().get(0), values, n))});
            model.metrics().forEach((name, value) -> show(n, name, new double[] {value}));
            model.variables().forEach(v -> show(n, v.path(), v.doubles()));
        }
        Object[] outputs = model.predictWith(arguments(step.predict(), values, n));
        int next = 0;
        for (String name : graph.outputs().keySet()) {
            show(n, "output " + name, doubles(outputs[next++]));
        }
    }

    /** The arguments of a method that takes objects: sizes that no input tells, then all inputs. */
    private Object[] arguments(Driver driver, Map<String, Tensor> values, int n) {
        var arguments = new ArrayList<Object>();
        driver.sizes().forEach(size -> arguments.add(CALLS.get(n).get(size)));
        graph.inputs()
                .forEach(i ->
                        arguments.add(argument(i.type(), values.get(path(i)).data())));
        return arguments.toArray();
    }

    private static Object argument(TensorType type, double[] data) {
        return switch (type.element()) {
            case REAL -> type.isScalar() ? (Object) data[0] : data;
            case I32 ->
                type.isScalar()
                        ? (Object) (int) data[0]
                        : Arrays.stream(data).mapToInt(d -> (int) d).toArray();
            case BOOL -> type.isScalar() ? (Object) (data[0] != 0) : truths(data);
        };
    }

    private static boolean[] truths(double[] data) {
        boolean[] truths = new boolean[data.length];
        for (int i = 0; i < data.length; i++) {
            truths[i] = data[i] != 0;
        }
        return truths;
    }

    static double[] doubles(Object value) {
        if (value instanceof double[] doubles) {
            return doubles;
        }
        double[] data = new double[java.lang.reflect.Array.getLength(value)];
        for (int i = 0; i < data.length; i++) {
            Object element = java.lang.reflect.Array.get(value, i);
            data[i] = element instanceof Boolean truth ? (truth ? 1 : 0) : ((Number) element).doubleValue();
        }
        return data;
    }

    // ---- of the interpreter

    static Map<String, double[]> interpreted(Graph graph, Map<String, double[]> start) {
        var run = new Run(graph);
        var training = graph.trainings().stream().findFirst().map(t -> TrainingGraph.of(graph));
        List<Node> variables = training.map(TrainingGraph::variables).orElse(graph.variables());
        var stored = new LinkedHashMap<String, Tensor>();
        variables.forEach(v -> stored.put(path(v), new Tensor(v.shape().evaluate(Map.of()), start.get(path(v)))));
        for (int n = 0; n < CALLS.size(); n++) {
            stored.putAll(values(graph, n));
            if (training.isPresent()) {
                run.evaluated(n, stored);
                run.trained(n, training.get(), stored);
            }
            run.predicted(n, stored);
        }
        return run.shown;
    }

    private void evaluated(int n, Map<String, Tensor> stored) {
        var evaluation = new Evaluation(CALLS.get(n), stored, false, SEED, n + 1);
        var roots = new LinkedHashMap<String, Node>();
        Node loss = graph.trainings().get(0).loss();
        roots.put("evaluated", loss);
        roots.put("evaluated " + lossName(), loss);
        graph.metrics().forEach((name, node) -> roots.put("evaluated " + name, node));
        show(n, roots, evaluation);
    }

    private String lossName() {
        return org.gradwright.compiler.Compiler.lossNames(graph).get(0);
    }

    private void trained(int n, TrainingGraph training, Map<String, Tensor> stored) {
        var evaluation = new Evaluation(CALLS.get(n), stored, true, SEED, n + 1);
        var roots = new LinkedHashMap<String, Node>();
        roots.put("loss", training.loss());
        roots.put(lossName(), training.loss());
        roots.putAll(training.metrics());
        var all = new LinkedHashMap<>(roots);
        training.next().forEach((path, node) -> all.put("next " + path, node));
        List<Tensor> values = Interpreter.evaluate(List.copyOf(all.values()), evaluation);
        int i = 0;
        for (String name : all.keySet()) {
            Tensor value = values.get(i++);
            if (name.startsWith("next ")) {
                stored.put(name.substring(5), value);
            } else {
                show(n, name, value.data());
            }
        }
        training.variables().forEach(v -> show(n, path(v), stored.get(path(v)).data()));
    }

    private void predicted(int n, Map<String, Tensor> stored) {
        int step = !graph.trainings().isEmpty() ? n + 2 : 1;
        var roots = new LinkedHashMap<String, Node>();
        graph.outputs().forEach((name, node) -> roots.put("output " + name, node));
        show(n, roots, new Evaluation(CALLS.get(n), stored, false, SEED, step));
    }

    private void show(int n, Map<String, Node> roots, Evaluation evaluation) {
        List<Tensor> values = Interpreter.evaluate(List.copyOf(roots.values()), evaluation);
        int i = 0;
        for (String name : roots.keySet()) {
            show(n, name, values.get(i++).data());
        }
    }

    /**
     * The loss of a step as it changes along a random direction of all parameters: by the gradients, and by a central difference
     * of fourth order.
     */
    static double[] slopes(Graph graph, long seed) {
        var random = new Random(seed);
        var stored = new LinkedHashMap<>(values(graph, 0));
        graph.variables().forEach(v -> stored.put(path(v), drawn(v, random, 0.7)));
        var direction = new LinkedHashMap<String, Tensor>();
        graph.parameters().forEach(v -> direction.put(path(v), drawn(v, random, 1)));
        Node loss = graph.trainings().get(0).loss();
        List<Tensor> gradients = Interpreter.evaluate(Gradients.of(loss, graph.parameters()), at(stored));
        double slope = 0;
        for (int k = 0; k < gradients.size(); k++) {
            double[] along = direction.get(path(graph.parameters().get(k))).data();
            for (int i = 0; i < along.length; i++) {
                slope += gradients.get(k).data()[i] * along[i];
            }
        }
        double near = moved(loss, stored, direction, STEP) - moved(loss, stored, direction, -STEP);
        double far = moved(loss, stored, direction, 2 * STEP) - moved(loss, stored, direction, -2 * STEP);
        return new double[] {slope, (8 * near - far) / (12 * STEP)};
    }

    private static double moved(Node loss, Map<String, Tensor> stored, Map<String, Tensor> direction, double by) {
        var moved = new LinkedHashMap<>(stored);
        direction.forEach((path, along) -> {
            double[] data = stored.get(path).data().clone();
            Arrays.setAll(data, i -> data[i] + by * along.data()[i]);
            moved.put(path, new Tensor(along.shape(), data));
        });
        return Interpreter.evaluate(loss, at(moved)).get();
    }

    private static Evaluation at(Map<String, Tensor> stored) {
        return new Evaluation(CALLS.get(0), stored, true, SEED, 1);
    }

    private static Tensor drawn(Node variable, Random random, double deviation) {
        Tensor tensor = Tensor.zeros(variable.shape().evaluate(Map.of()));
        Arrays.setAll(tensor.data(), i -> deviation * random.nextGaussian());
        return tensor;
    }

    private void show(int n, String name, double[] values) {
        shown.put("call " + n + ", " + name, values);
    }

    private static String path(Node leaf) {
        return ((org.gradwright.compiler.graph.Leaf) leaf.operation()).path();
    }

    /** The inputs of a call; float values, so that both precisions see the same. */
    private static Map<String, Tensor> values(Graph graph, int n) {
        var values = new LinkedHashMap<String, Tensor>();
        for (Node node : graph.inputs()) {
            var random = new Random(31L * n + path(node).hashCode());
            Tensor tensor = Tensor.zeros(node.shape().evaluate(CALLS.get(n)));
            Arrays.setAll(
                    tensor.data(),
                    i -> switch (((Input) node.operation()).type().element()) {
                        case REAL -> (float) (0.8 * random.nextGaussian());
                        case I32 -> random.nextInt(10) - 3;
                        case BOOL -> random.nextInt(2);
                    });
            values.put(path(node), tensor);
        }
        return values;
    }
}
