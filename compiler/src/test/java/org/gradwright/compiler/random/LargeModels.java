// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.random;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import org.gradwright.compiler.graph.Dim;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Input;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Optimiser;
import org.gradwright.compiler.graph.Origin;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.graph.Training;
import org.gradwright.compiler.graph.Variable;
import org.gradwright.compiler.op.Ops;
import org.gradwright.compiler.train.Optimisers;

/** Models of any number of nodes, each large in its own way. */
final class LargeModels {
    private static final Ops G = Ops.at(new Origin("large.graph", 3, 1, ""));
    private static final Size BATCH = Size.free("batch");

    private final List<Node> variables = new ArrayList<>();
    private final Node x =
            Node.of(new Input("x", TensorType.real(Shape.of(BATCH, Size.of(4)))), Origin.NONE, List.of());

    private LargeModels() {}

    /** By name, each for a number of nodes. */
    static Map<String, java.util.function.IntFunction<Graph>> all() {
        var all = new LinkedHashMap<String, java.util.function.IntFunction<Graph>>();
        all.put("scalar chain", n -> new LargeModels().scalarChain(n));
        all.put("tensor chain", n -> new LargeModels().tensorChain(n));
        all.put("reductions", n -> new LargeModels().reductions(n));
        all.put("wide sum", n -> new LargeModels().wideSum(n));
        all.put("deep product", n -> new LargeModels().layers(n));
        all.put("many parameters", n -> new LargeModels().parameters(n));
        all.put("reshapes", n -> new LargeModels().reshapes(n));
        all.put("recurrence", n -> new LargeModels().recurrence(n));
        all.put("stack", n -> new LargeModels().stack(n));
        all.put("shared squares", n -> new LargeModels().shared(n));
        all.put("folds of one", n -> new LargeModels().foldsOfOne(n));
        return all;
    }

    private Node parameter(long... sizes) {
        var variable =
                new Variable(Variable.Kind.PARAMETER, "w[" + variables.size() + "]", Shape.of(sizes), "normal(0.5)");
        Node node = Node.of(variable, Origin.NONE, List.of());
        variables.add(node);
        return node;
    }

    private static Node mean(Node node) {
        return G.mean(node, Ops.axes(node), false);
    }

    /** Every parameter is trained. */
    private Graph graph(Node y) {
        Optimiser adam = Optimisers.create("adam", Map.of());
        var optimisers = new LinkedHashMap<String, Optimiser>();
        variables.forEach(v -> optimisers.put(Graph.variable(v).path(), adam));
        Node loss = mean(G.square(y));
        return new Graph(
                "Large",
                Precision.F32,
                List.of(Dim.free("batch")),
                List.of(x),
                variables,
                Map.of("y", y),
                Map.of(),
                Map.of(),
                Optional.of(Training.of(loss, optimisers)));
    }

    private Graph scalarChain(int n) {
        Node w = parameter();
        Node y = mean(x);
        for (int i = 0; i < n; i++) {
            y = i % 2 == 0 ? G.add(G.mul(y, w), G.constant(0.01 * i)) : G.sin(y);
        }
        return graph(y);
    }

    private Graph tensorChain(int n) {
        Node w = parameter(4);
        Node y = x;
        for (int i = 0; i < n; i++) {
            y = i % 2 == 0 ? G.add(G.mul(y, w), G.constant(0.01 * i)) : G.sin(y);
        }
        return graph(y);
    }

    /** Each step reduces and widens again, so that little can be merged. */
    private Graph reductions(int n) {
        Node w = parameter(4);
        Node y = x;
        for (int i = 0; i < n / 3; i++) {
            y = G.mul(G.sub(y, G.mean(y, List.of(i % 2), true)), w);
        }
        return graph(y);
    }

    private Graph wideSum(int n) {
        Node w = parameter(4);
        var terms = new ArrayList<Node>();
        for (int i = 0; i < n / 2; i++) {
            terms.add(G.sin(G.mul(i % 2 == 0 ? x : w, G.constant(i + 1))));
        }
        return graph(terms.stream().reduce(G::add).orElseThrow());
    }

    private Graph layers(int n) {
        Node y = x;
        for (int i = 0; i < n / 3; i++) {
            y = G.tanh(G.add(G.matmul(y, parameter(4, 4)), parameter(4)));
        }
        return graph(y);
    }

    private Graph parameters(int n) {
        BinaryOperator<Node> add = G::add;
        return graph(java.util.stream.IntStream.range(0, n / 2)
                .mapToObj(i -> G.mul(x, parameter(4)))
                .reduce(add)
                .orElseThrow());
    }

    private Graph reshapes(int n) {
        Node y = G.mul(x, parameter(4));
        Shape[] shapes = {
            Shape.of(BATCH, Size.of(2), Size.of(2)),
            Shape.of(Size.of(2), BATCH, Size.of(2)),
            Shape.of(Size.of(4), BATCH)
        };
        for (int i = 0; i < n / 2; i++) {
            y = G.reshape(y.shape().rank() == 3 ? G.transpose(y, 2, 0, 1) : G.transpose(y, 1, 0), shapes[i % 3]);
        }
        return graph(y);
    }

    private Graph recurrence(int n) {
        Node w = parameter(4, 4);
        Node u = parameter(4, 4);
        Node h = G.mul(x, G.constant(0));
        for (int i = 0; i < n / 4; i++) {
            h = G.tanh(G.add(G.matmul(h, w), G.matmul(x, u)));
        }
        return graph(h);
    }

    private Graph stack(int n) {
        Node w = parameter(4, 4);
        Node h = x;
        var all = new ArrayList<Node>();
        for (int i = 0; i < n / 3; i++) {
            h = G.tanh(G.matmul(h, w));
            all.add(h);
        }
        return graph(G.stack(all, 0));
    }

    /** Substituted blindly, the expression would double with every line. */
    private Graph shared(int n) {
        Node y = G.mul(x, parameter(4));
        for (int i = 0; i < n / 2; i++) {
            y = G.sub(G.mul(y, y), G.mul(y, G.constant(0.5)));
        }
        return graph(y);
    }

    /** Many reductions of the same operand with costly terms, which one nest may compute together. */
    private Graph foldsOfOne(int n) {
        Node w = parameter(4);
        Node sum = G.constant(0);
        for (int i = 0; i < n / 4; i++) {
            sum = G.add(sum, G.mean(G.sin(G.mul(G.mul(x, w), G.constant(i + 1))), List.of(1), false));
        }
        return graph(sum);
    }
}
