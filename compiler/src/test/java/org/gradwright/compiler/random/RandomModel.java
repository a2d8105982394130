// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.random;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.gradwright.compiler.graph.Dim;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Input;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.NormBound;
import org.gradwright.compiler.graph.Optimiser;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.graph.Training;
import org.gradwright.compiler.graph.Variable;
import org.gradwright.compiler.op.Ops;
import org.gradwright.compiler.train.Optimisers;

/** A random model: inputs of all elements, parameters, states that change or swap, outputs, metrics, a training. */
final class RandomModel {
    private static final List<Size> SIZES = List.of(
            Size.free("batch"), Size.free("batch"), Size.free("time"), Size.ONE, Size.of(2), Size.of(3), Size.of(4));

    private final Random random;
    private final Growth growth;
    private final List<Node> inputs = new ArrayList<>();
    private final List<Node> variables = new ArrayList<>();
    private final Map<String, Node> next = new LinkedHashMap<>();

    private RandomModel(long seed, boolean cuts) {
        random = new Random(seed * 0x9E3779B97F4A7C15L + 1);
        growth = new Growth(random, cuts);
    }

    /** The model of a seed. */
    static Graph of(long seed, Precision precision) {
        return new RandomModel(seed, true).build(precision);
    }

    /** The same without places where gradients are cut off. */
    static Graph uncut(long seed) {
        return new RandomModel(seed, false).build(Precision.F64);
    }

    private Graph build(Precision precision) {
        leaves();
        int operations = 4 + random.nextInt(26);
        for (int i = 0; i < operations; i++) {
            growth.grow();
        }
        states();
        return new Graph(
                "Net",
                precision,
                List.of(Dim.free("batch"), new Dim("time", 2, Integer.MAX_VALUE, 1, "time >= 2")),
                inputs,
                variables,
                outputs(),
                metrics(),
                next,
                random.nextInt(8) == 0 ? Optional.empty() : Optional.of(training()));
    }

    private Shape shape(int rank, boolean known) {
        var sizes = new ArrayList<Size>();
        for (int i = 0; i < rank; i++) {
            sizes.add(growth.pick(known ? SIZES.subList(3, SIZES.size()) : SIZES));
        }
        return new Shape(sizes);
    }

    private void leaves() {
        List.of("batch", "time").stream()
                .filter(n -> random.nextInt(4) > 0)
                .forEach(n -> input(TensorType.real(Shape.of(Size.free(n)))));
        for (int i = 0; i < 3; i++) {
            input(TensorType.real(shape(random.nextInt(4), false)));
        }
        input(TensorType.i32(shape(random.nextInt(3), false)));
        input(TensorType.bool(shape(random.nextInt(3), false)));
        for (int i = 0; i < 3; i++) {
            growth.add(variable(Variable.Kind.PARAMETER, shape(random.nextInt(3), true)));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            growth.add(variable(Variable.Kind.STATE, shape(random.nextInt(3), true)));
        }
        Shape drawn = shape(random.nextInt(3), false);
        growth.add(
                random.nextBoolean()
                        ? growth.at().randomUniform(drawn, 5)
                        : growth.at().randomNormal(drawn, 9));
    }

    private void input(TensorType type) {
        Node node = Node.of(new Input("x" + inputs.size(), type), growth.at().origin(), List.of());
        inputs.add(node);
        growth.add(node);
    }

    private Node variable(Variable.Kind kind, Shape shape) {
        String path = (kind == Variable.Kind.STATE ? "s[" : "w[") + variables.size() + "]";
        Node node = Node.of(
                new Variable(kind, path, shape, "normal(0.7)"), growth.at().origin(), List.of());
        variables.add(node);
        return node;
    }

    /** Some states change, some swap, some take another's next value. */
    private void states() {
        List<Node> states = variables.stream()
                .filter(n -> Graph.variable(n).kind() == Variable.Kind.STATE)
                .toList();
        for (Node state : states) {
            if (random.nextInt(4) > 0) {
                Node value = random.nextInt(3) == 0 ? other(state) : update(state);
                next.put(Graph.variable(state).path(), value);
                growth.add(value);
            }
        }
        if (states.size() == 2 && states.get(0).type().equals(states.get(1).type()) && random.nextBoolean()) {
            next.put(Graph.variable(states.get(0)).path(), states.get(1));
            next.put(Graph.variable(states.get(1)).path(), states.get(0));
        }
    }

    private Node other(Node state) {
        return growth.pick(
                growth.pool.stream().filter(n -> n.type().equals(state.type())).toList());
    }

    private Node update(Node state) {
        Ops g = growth.at();
        Node a = growth.real();
        Node news = g.mean(g.sin(a), Ops.axes(a), false);
        return g.add(g.mul(state, g.constant(0.9)), g.mul(news, g.constant(0.1)));
    }

    private Map<String, Node> outputs() {
        var outputs = new LinkedHashMap<String, Node>();
        for (int i = random.nextInt(5); i > 0; i--) {
            outputs.put(growth.pick(List.of("y", "class", "a.b", "p_0", "Arrays", "step_h")), growth.any(n -> true));
        }
        outputs.put("z", growth.pool.get(growth.pool.size() - 1));
        return outputs;
    }

    private Map<String, Node> metrics() {
        var metrics = new LinkedHashMap<String, Node>();
        for (int i = random.nextInt(3); i > 0; i--) {
            Ops g = growth.at();
            Node a = growth.real();
            metrics.put("m" + i, g.mean(a, Ops.axes(a), false));
        }
        return metrics;
    }

    private Training training() {
        Ops g = growth.at();
        Node loss = g.constant(0);
        for (int i = 0; i < 3; i++) {
            Node a = growth.real();
            loss = g.add(loss, g.mean(g.sin(a), Ops.axes(a), false));
        }
        var optimisers = new LinkedHashMap<String, Optimiser>();
        for (Node node : variables) {
            if (Graph.variable(node).kind() == Variable.Kind.PARAMETER && random.nextInt(6) > 0) {
                optimisers.put(Graph.variable(node).path(), optimiser());
            }
        }
        return new Training(
                "step",
                random.nextBoolean() ? loss.named("loss") : loss,
                optimisers,
                random.nextInt(4) == 0 ? Optional.of(NormBound.of(0.5)) : Optional.empty(),
                random.nextInt(4) == 0 ? OptionalDouble.of(0.3) : OptionalDouble.empty(),
                random.nextInt(5) == 0 ? 2 : 1,
                random.nextInt(5) == 0 ? OptionalDouble.of(0.9) : OptionalDouble.empty());
    }

    private Optimiser optimiser() {
        return switch (random.nextInt(4)) {
            case 0 -> Optimisers.create("sgd", Map.of("lr", 0.05));
            case 1 -> Optimisers.create("sgd", Map.of("lr", 0.05, "momentum", 0.9));
            case 2 -> Optimisers.create("adamw", Map.of("lr", 0.01));
            default -> Optimisers.create("adam", Map.of("lr", 0.01));
        };
    }
}
