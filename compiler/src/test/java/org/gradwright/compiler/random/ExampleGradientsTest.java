// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.gradwright.compiler.autodiff.Derivatives;
import org.gradwright.compiler.autodiff.Gradients;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Evaluation;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Leaf;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.interpret.Interpreter;
import org.gradwright.compiler.lang.Language;
import org.gradwright.compiler.lang.Options;
import org.gradwright.compiler.op.Ops;
import org.gradwright.compiler.scan.Scan;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Gradients for each example, in networks. */
class ExampleGradientsTest {
    private static final Map<String, Integer> SIZES = Map.of("batch", 3, "time", 4);

    /** @param mixes whether an example's loss depends on the others */
    private record Net(String name, boolean mixes, String body) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Net> nets() {
        return List.of(
                new Net("dense", false, """
                        input x : real[batch, 4]
                        input c : i32[batch]
                        h = dense(x, 5, activation = tanh)
                        n = layer_norm(h)
                        l = cross_entropy(n @ h.W[..<3, :]', c % 3) + 0.1 * sum(h.W^2)
                        """),
                new Net("images", false, """
                        input x : real[batch, 2, 6, 6]
                        h = conv2d(x, 4, kernel = 3, stride = 2, padding = 1, groups = 2, activation = relu)
                        m = max_pool(h, 2)
                        a = conv2d(m, 3, kernel = 1)
                        s = avg_pool(a, 1)
                        l = sum(s^2, axis = [1, 2, 3])
                        """),
                new Net("transformer", false, """
                        input tokens  : i32[batch, time]
                        input targets : i32[batch, time]
                        e = embedding(tokens % 7, 7, 4)
                        h = transformer_block(e, heads = 2, causal = true)
                        z = h @ e.W'
                        l = mean(cross_entropy(z, targets % 7), axis = 1)
                        """),
                new Net("recurrent", false, """
                        input x : real[batch, time, 3]
                        h = lstm(x, 4)
                        l = sum(h^2, axis = [1, 2])
                        """),
                new Net("recurrent through a table", false, """
                        input tokens : i32[batch, time]
                        param E : real[5, 4] = normal(1)
                        param U : real[4, 4] = orthogonal
                        scan k in steps(tokens) with h = zeros([batch, 4]) {
                          next h = tanh(E[k % 5] + h @ U)
                        }
                        l = sum(h^2, axis = 1)
                        """),
                new Net("own gradient", false, """
                        input x : real[batch, 4]
                        def gentle(x, scale = 0.1) { return x } gradient (dy) { return scale * dy }
                        h = dense(x, 3, activation = sigmoid)
                        l = sum(gentle(h)^2, axis = 1)
                        """),
                new Net("penalty", false, """
                        input x : real[batch, 4]
                        h = dense(x, 3, activation = tanh)
                        y = dense(h, 1)
                        l = (norm(grad(y, x), axis = 1) - 1)^2
                        """),
                new Net("batch norm", true, """
                        input x : real[batch, 4]
                        g = dense(x, 4)
                        n = batch_norm(g)
                        h = dense(n, 3, activation = tanh)
                        l = sum(h^3, axis = 1)
                        """));
    }

    private static Graph graph(Net net, String tail) {
        String text = "gradwright 1\ngraph Each\n" + net.body() + "output l\n" + tail;
        return Language.parse("each.graph", text, Options.NONE.withPrecision(Precision.F64))
                .graph();
    }

    @ParameterizedTest
    @MethodSource("nets")
    void areTheGradientsOfEachExample(Net net) {
        Graph graph = graph(net, "");
        Evaluation evaluation = evaluation(graph);
        Node l = graph.outputs().get("l");
        for (Node parameter : graph.variables()) {
            Tensor all = Interpreter.evaluate(Derivatives.perExample(l, parameter), evaluation);
            int size = all.data().length / 3;
            for (int e = 0; e < 3; e++) {
                Node own = Ops.at(l.origin()).index(l, 0, Size.of(e));
                Node one = Gradients.of(own, List.of(parameter)).get(0);
                assertThat(Arrays.copyOfRange(all.data(), e * size, (e + 1) * size))
                        .as(parameter + " of example " + e)
                        .containsExactly(Interpreter.evaluate(one, evaluation).data(), within(1e-12));
            }
        }
    }

    private static Evaluation evaluation(Graph graph) {
        var random = new Random(5);
        var stored = new LinkedHashMap<String, Tensor>();
        var leaves = new ArrayList<>(graph.inputs());
        leaves.addAll(graph.variables());
        for (Node leaf : leaves) {
            Tensor value = Tensor.zeros(leaf.shape().evaluate(SIZES));
            boolean real = leaf.type().element() == Element.REAL;
            Arrays.setAll(value.data(), i -> real ? random.nextGaussian() : random.nextInt(3));
            stored.put(((Leaf) leaf.operation()).path(), value);
        }
        return new Evaluation(SIZES, stored, true, 1, 1);
    }

    /** Where examples keep to themselves nothing is as large as the square of their number, and no loop goes over them. */
    @ParameterizedTest
    @MethodSource("nets")
    void costWhatTheGradientCosts(Net net) {
        Graph graph = graph(net, "");
        Node l = graph.outputs().get("l");
        var gradients = graph.variables().stream()
                .map(parameter -> Derivatives.perExample(l, parameter))
                .toList();
        boolean squares = Nodes.topological(gradients).stream().anyMatch(ExampleGradientsTest::isQuadratic);
        boolean loops = Nodes.topological(gradients).stream()
                .anyMatch(
                        n -> n.operation() instanceof Scan scan && scan.turns().equals(Size.free("batch")));
        assertThat(squares).isEqualTo(net.mixes());
        assertThat(loops).isFalse();
    }

    private static boolean isQuadratic(Node node) {
        return node.shape().count().terms().keySet().stream()
                .anyMatch(m -> m.stream().filter("batch"::equals).count() > 1);
    }

    @ParameterizedTest
    @MethodSource("nets")
    void compiledMeansInterpreted(Net net) {
        var tail = new StringBuilder();
        for (Node parameter : graph(net, "").variables()) {
            String path = ((Leaf) parameter.operation()).path();
            if (!path.contains("running")) {
                tail.append("output o_%s = sum(grad_per_example(l, %s)^2)%n".formatted(path.replace('.', '_'), path));
            }
        }
        assertThat(Check.compiled(graph(net, tail.toString()))).isEmpty();
    }
}
