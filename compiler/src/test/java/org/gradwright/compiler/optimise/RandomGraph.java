// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.optimise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.gradwright.compiler.graph.Dim;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Evaluation;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Input;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Optimiser;
import org.gradwright.compiler.graph.Origin;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.graph.Training;
import org.gradwright.compiler.graph.TypeError;
import org.gradwright.compiler.graph.Variable;
import org.gradwright.compiler.op.Ops;
import org.gradwright.compiler.train.Sgd;

/** A random graph over a few inputs and parameters, with a scalar loss; every operation keeps its values moderate. */
public final class RandomGraph {
    private static final Size BATCH = Size.free("batch");
    private static final List<Shape> SHAPES = List.of(
            Shape.SCALAR,
            Shape.of(3),
            Shape.of(BATCH, Size.of(3)),
            Shape.of(3, 3),
            Shape.of(BATCH, Size.ONE),
            Shape.of(Size.of(2), BATCH, Size.of(3)));

    private final Random random;
    private final List<Node> inputs = new ArrayList<>();
    private final List<Node> variables = new ArrayList<>();
    private final List<Node> pool = new ArrayList<>();
    private int line = 1;

    private RandomGraph(long seed) {
        random = new Random(seed);
    }

    /** The graph of a seed, with so many operations. */
    public static Graph of(long seed, int operations) {
        return new RandomGraph(seed).build(operations);
    }

    private Graph build(int operations) {
        SHAPES.forEach(shape -> input(TensorType.real(shape)));
        input(TensorType.i32(Shape.of(BATCH)));
        SHAPES.stream().filter(Shape::isKnown).forEach(this::parameter);
        while (line <= operations) {
            grow();
        }
        var g = at();
        Node loss = pool.subList(Math.max(0, pool.size() - 6), pool.size()).stream()
                .map(n -> g.mean(g.sin(n), Ops.axes(n), false))
                .reduce(g::add)
                .orElseThrow();
        var optimisers = new LinkedHashMap<String, Optimiser>();
        variables.forEach(v -> optimisers.put(Graph.variable(v).path(), Sgd.of(0.1)));
        return new Graph(
                "Random",
                Precision.F64,
                List.of(Dim.free("batch")),
                inputs,
                variables,
                Map.of("y", pool.get(pool.size() - 1)),
                Map.of("m", loss),
                Map.of(),
                Optional.of(Training.of(loss, optimisers)));
    }

    private Ops at() {
        return Ops.at(new Origin("random.graph", ++line, 1, ""));
    }

    private void input(TensorType type) {
        Node node = Node.of(new Input("x" + inputs.size(), type), at().origin(), List.of());
        inputs.add(node);
        if (type.isReal()) {
            pool.add(node);
        }
    }

    private void parameter(Shape shape) {
        var variable = new Variable(Variable.Kind.PARAMETER, "w" + variables.size(), shape, "zeros");
        Node node = Node.of(variable, at().origin(), List.of());
        variables.add(node);
        pool.add(node);
    }

    /** Adds a node; an attempt with operands that do not fit adds none. */
    private void grow() {
        try {
            Node node = random(at());
            if (node.shape().rank() <= 4 && node.type().isReal()) {
                pool.add(random.nextInt(4) == 0 ? node.named("n" + line) : node);
            }
        } catch (TypeError e) {
            line++;
        }
    }

    private Node any() {
        return pool.get(
                random.nextBoolean() ? random.nextInt(pool.size()) : Math.max(0, pool.size() - 1 - random.nextInt(4)));
    }

    private Node random(Ops g) {
        Node a = any();
        return switch (random.nextInt(7)) {
            case 0 -> unary(g, a);
            case 1, 2 -> binary(g, a, any());
            case 3 -> reduction(g, a);
            case 4 -> movement(g, a);
            case 5 -> withNumber(g, a);
            default -> structured(g, a);
        };
    }

    private Node unary(Ops g, Node a) {
        return switch (random.nextInt(12)) {
            case 0 -> g.neg(a);
            case 1 -> g.tanh(a);
            case 2 -> g.sigmoid(a);
            case 3 -> g.sin(a);
            case 4 -> g.sqrt(g.square(a));
            case 5 -> g.log(g.sigmoid(a));
            case 6 -> g.exp(g.tanh(a));
            case 7 -> g.relu(a);
            case 8 -> g.stopGradient(a);
            case 9 -> g.log(g.add(g.constant(1), g.exp(g.tanh(a))));
            case 10 -> g.clamp(a, -1, 0.5);
            default -> g.neg(g.neg(a));
        };
    }

    private Node binary(Ops g, Node a, Node b) {
        return switch (random.nextInt(8)) {
            case 0 -> g.add(a, b);
            case 1 -> g.sub(a, b);
            case 2 -> g.mul(g.tanh(a), b);
            case 3 -> g.div(a, g.add(g.square(b), g.constant(1)));
            case 4 -> g.maximum(a, b);
            case 5 -> g.add(a, g.neg(b));
            case 6 -> g.where(g.not(g.less(a, b)), a, b);
            default -> g.where(g.training(), a, b);
        };
    }

    private Node reduction(Ops g, Node a) {
        var axes = IntStream.range(0, a.shape().rank())
                .filter(i -> random.nextBoolean())
                .boxed()
                .toList();
        boolean keep = random.nextBoolean();
        return switch (random.nextInt(6)) {
            case 0 -> g.sum(a, axes, keep);
            case 1 -> g.mean(a, axes, keep);
            case 2 -> g.max(a, axes, keep);
            case 3 -> g.logsumexp(a, axes, keep);
            case 4 -> g.sum(g.neg(a), axes, keep);
            default -> g.log(g.sum(g.exp(g.tanh(a)), axes, keep));
        };
    }

    private Node movement(Ops g, Node a) {
        int rank = a.shape().rank();
        return switch (random.nextInt(7)) {
            case 0 -> rank < 2 ? a : g.transposeLast(a);
            case 1 ->
                g.transpose(a, IntStream.range(0, rank).map(i -> rank - 1 - i).toArray());
            case 2 -> g.reshape(a, Shape.of(a.shape().count()));
            case 3 -> g.expandDims(a, random.nextInt(rank + 1));
            case 4 -> g.broadcastTo(a, SHAPES.get(random.nextInt(SHAPES.size())));
            case 5 -> g.slice(a, rank - 1, Size.ONE, Size.of(3), 1);
            default -> rank == 0 ? a : g.flip(a, 0);
        };
    }

    private Node withNumber(Ops g, Node a) {
        Node number = g.constant(List.of(0.0, 1.0, -1.0, 2.0, 0.5, 3.0).get(random.nextInt(6)));
        return switch (random.nextInt(7)) {
            case 0 -> g.add(a, number);
            case 1 -> g.mul(a, number);
            case 2 -> g.sub(number, a);
            case 3 -> g.div(a, g.add(number, g.constant(1.5)));
            case 4 -> g.pow(g.abs(a), g.abs(number));
            case 5 -> g.mul(a, g.broadcastTo(number, a.shape()));
            default -> g.where(g.truth(random.nextBoolean()), a, g.broadcastTo(number, a.shape()));
        };
    }

    private Node structured(Ops g, Node a) {
        Node index = inputs.get(inputs.size() - 1);
        return switch (random.nextInt(7)) {
            case 0 -> g.tanh(g.matmul(a, any()));
            case 1 -> g.tanh(g.matmul(a, g.transposeLast(any())));
            case 2 -> g.concat(List.of(a, any()), Math.max(0, a.shape().rank() - 1));
            case 3 -> a.shape().rank() == 0 || a.shape().size(0).is(1) ? a : g.gather(a, index, 0);
            case 4 -> g.oneHot(index, Size.of(3));
            case 5 -> g.add(g.randomUniform(SHAPES.get(random.nextInt(SHAPES.size())), random.nextInt(2)), a);
            default -> g.mul(a, g.toReal(g.argmax(a, 0, true)));
        };
    }

    /** Values for all inputs and variables of such a graph. */
    public static Evaluation values(Graph graph, long seed) {
        var random = new Random(seed);
        var sizes = Map.of("batch", 4);
        var stored = new LinkedHashMap<String, Tensor>();
        for (Node node : graph.inputs()) {
            stored.put(((Input) node.operation()).path(), tensor(node.type(), sizes, random));
        }
        for (Node node : graph.variables()) {
            stored.put(Graph.variable(node).path(), tensor(node.type(), sizes, random));
        }
        return new Evaluation(sizes, stored, true, seed, 1);
    }

    private static Tensor tensor(TensorType type, Map<String, Integer> sizes, Random random) {
        Tensor tensor = Tensor.zeros(type.shape().evaluate(sizes));
        boolean whole = type.element() == Element.I32;
        Arrays.setAll(tensor.data(), i -> whole ? random.nextInt(2) : 1.2 * random.nextGaussian());
        return tensor;
    }
}
