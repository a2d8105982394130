// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.gradwright.compiler.graph.Dim;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Input;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.graph.Origin;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.graph.Training;
import org.gradwright.compiler.graph.Variable;
import org.gradwright.compiler.lang.Language;
import org.gradwright.compiler.lang.Options;
import org.gradwright.compiler.op.Ops;
import org.gradwright.compiler.op.Pointwise;
import org.gradwright.compiler.optimise.Passes;
import org.gradwright.compiler.optimise.RandomGraph;
import org.gradwright.compiler.train.Adam;
import org.gradwright.compiler.train.Schedule;
import org.gradwright.compiler.train.Sgd;
import org.gradwright.compiler.train.TrainingGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphTextTest {
    private static final Ops G = Ops.at(new Origin("a b.graph", 7, 6, "h1 = x @ W"));

    private static final String MNIST = """
            graph Mnist f32
            dim batch
            dim time 1 64 8 where time <= 64 and time % 8 == 0
            %0 = input x : real[batch, 3]  # mnist.graph:4:1
            %1 = input label : i32[batch]
            %2 = param h1.W = glorot_uniform : real[3, 4]  # mnist.graph:7:6
            %3 = state seen = zeros : real
            %4 h1 = matmul %0 %2 : real[batch, 4]  # mnist.graph:7:6
            %5 = sum[axes=[0, 1], keep=false] %4 : real
            %6 = constant 1.0 : real
            %7 = add %3 %6 : real
            output p = %4
            metric m = %5
            next seen = %7
            train step = %5
              clip_norm 1.0
              accumulate 4
              update h1.W with adam(lr = cosine(peak = 3.0e-4, warmup = 100, steps = 5000), beta1 = 0.9, beta2 = 0.999, eps = 1.0e-8, amsgrad = false, weight_decay = 0)
            """;

    @Test
    void readsWhatItPrints() {
        Graph graph = GraphText.parse(MNIST);
        assertThat(GraphPrinter.print(graph)).isEqualTo(MNIST);
        assertThat(graph.trainings().get(0).optimisers().get("h1.W"))
                .isEqualTo(new Adam(new Schedule.Cosine(3e-4, 100, 5000), 0.9, 0.999, 1e-8, false, 0));
    }

    @Test
    void theEpsilonOfANormComesBackWhereItIsUnusual() {
        String exact = MNIST.replace("clip_norm 1.0", "clip_norm 1.0, eps = 0.0");
        assertThat(GraphPrinter.print(GraphText.parse(exact))).isEqualTo(exact);
    }

    @Test
    void randomGraphsComeBackEqual() {
        for (long seed = 0; seed < 100; seed++) {
            Graph graph = RandomGraph.of(seed, 40);
            String text = GraphPrinter.print(graph);
            Graph back = GraphText.parse(text);
            assertThat(GraphPrinter.print(back)).as("seed %s", seed).isEqualTo(text);
            assertThat(GraphPrinter.canonical(back)).isEqualTo(GraphPrinter.canonical(graph));
        }
    }

    @Test
    void derivedGraphsComeBackEqual() {
        for (long seed = 0; seed < 40; seed++) {
            TrainingGraph training = TrainingGraph.of(RandomGraph.of(seed, 30));
            assertComesBack(graph(training.map(Passes::optimise).roots()));
            assertComesBack(graph(training.roots()));
        }
    }

    /** Loops in loops, with their gradients, before and after simplification, and with equal names. */
    @Test
    void loopsComeBackEqual() {
        Graph graph = Language.parse("l.graph", """
                gradwright 1
                graph Loops
                input x : real[batch, time, 3]
                param U : real[3, 3] = orthogonal
                scan v in steps(x, truncate = 2) with h = zeros([batch, 3]) {
                  scan w in steps(v, reverse = true) with g = h {
                    next g = tanh(g @ U + w[:, new])
                    emit gs = g
                  }
                  next h = g + sum(gs, axis = 1)
                }
                scan v in steps(x) with k = h {
                  next k = sin(k @ U + v)
                }
                loss = mean(k^2)
                output curve = grad(sum(grad(loss, U)^2), U)
                train loss with sgd(lr = 0.1)
                """, Options.NONE).graph();
        TrainingGraph training = TrainingGraph.of(graph);
        for (Graph each : List.of(
                graph,
                graph(training.roots()),
                graph(training.map(Passes::optimise).roots()))) {
            assertComesBack(each);
        }
        String text = GraphPrinter.canonical(graph);
        assertThat(text)
                .containsPattern("loop @\\d = v depth=0 in=\\[]\n")
                .containsPattern("loop @\\d = w depth=1 in=\\[@\\d]\n");
        assertThatThrownBy(() -> GraphText.parse(text.replace("turn[@0", "turn[@77")))
                .hasMessageContaining("no loop @77 above");
    }

    private static void assertComesBack(Graph graph) {
        String text = GraphPrinter.canonical(graph);
        assertThat(GraphPrinter.canonical(GraphText.parse(text))).isEqualTo(text);
    }

    /** With all leaves that the roots depend on declared. */
    private static Graph graph(List<Node> roots) {
        var outputs = new LinkedHashMap<String, Node>();
        roots.forEach(root -> outputs.put("y" + outputs.size(), root));
        return new Graph(
                "All",
                Precision.F64,
                List.of(Dim.free("batch")),
                leaves(roots, Input.class),
                leaves(roots, Variable.class),
                outputs,
                Map.of(),
                Map.of(),
                Optional.empty());
    }

    private static List<Node> leaves(List<Node> roots, Class<?> kind) {
        return Nodes.topological(roots).stream()
                .filter(n -> kind.isInstance(n.operation()))
                .toList();
    }

    /** One of every operation that random graphs do not reach. */
    @Test
    void everyOperationComesBackEqual() {
        Node x = Node.of(
                new Input("x", TensorType.real(Shape.of(Size.free("batch"), Size.of(3)))), Origin.NONE, List.of());
        Node i =
                Node.of(new Input("i", TensorType.i32(Shape.of(Size.free("batch"), Size.ONE))), Origin.NONE, List.of());
        Node hole = G.hole("dy", x.type());
        var slot = new Variable(Variable.Kind.OPTIMISER, "w#m", Shape.SCALAR, "zeros");
        assertComesBack(graph(List.of(
                G.clamp(x, -1, Double.POSITIVE_INFINITY),
                G.pad(x, 0, Size.free("batch").plus(-1), Size.of(2), Double.NEGATIVE_INFINITY),
                G.slice(x, 0, Size.free("batch").minus(Size.ONE), Size.of(-1), -1),
                G.takeAlong(x, i, 1),
                G.scatterAdd(G.toI32(G.sum(x, List.of(1), false)), x, Shape.of(5, 3), 0),
                G.size(Size.free("batch").times(3).plus(-2)),
                G.iota(Shape.of(2, 3), 1),
                G.whole(-4),
                G.truth(true),
                G.constant(Double.NaN),
                G.constant(new Tensor(new int[] {2, 2}, new double[] {1, -2.5, 1e-300, 4}), Element.REAL),
                G.constant(new Tensor(new int[] {2}, new double[] {1, 2}), Element.I32),
                G.constant(new Tensor(new int[] {1}, new double[] {1}), Element.BOOL),
                G.randomNormal(Shape.SCALAR, 3),
                G.stepScalar(new Schedule.Cosine(1, 5, 50).at(org.gradwright.compiler.kernel.Givens.step())),
                G.training(),
                G.argmin(x, 1, true),
                G.customGradient(G.exp(x), List.of(x), hole, List.of(G.neg(hole))),
                Node.of(slot, Origin.NONE, List.of()))));
    }

    @Test
    void everyPointwiseOperationComesBackEqual() {
        for (Pointwise op : Pointwise.byName().values()) {
            Node[] operands = IntStream.range(0, op.arity())
                    .mapToObj(i ->
                            new Input("x" + i, new TensorType(op.arguments().get(i), Shape.of(2))))
                    .map(input -> Node.of(input, Origin.NONE, List.of()))
                    .toArray(Node[]::new);
            assertComesBack(graph(List.of(G.node(op, operands))));
        }
    }

    @Test
    void equalGraphsHaveOneTextWhateverTheirPositions() {
        Graph a = GraphText.parse(MNIST);
        Graph b = GraphText.parse(MNIST.replace("mnist.graph:7:6", "other.graph:1:1"));
        Graph c = GraphText.parse(MNIST.replace("constant 1.0", "constant 2.0"));
        assertThat(GraphPrinter.canonical(a))
                .isEqualTo(GraphPrinter.canonical(b))
                .isNotEqualTo(GraphPrinter.canonical(c));
    }

    @Test
    void aStepListsItsNextValues() {
        Node x = Node.of(new Input("x", TensorType.SCALAR), Origin.NONE, List.of());
        Node w = Node.of(new Variable(Variable.Kind.PARAMETER, "w", Shape.SCALAR, "zeros"), Origin.NONE, List.of());
        var training = new Training(
                "step",
                G.mul(x, w),
                Map.of("w", Sgd.of(0.5)),
                Optional.empty(),
                OptionalDouble.empty(),
                1,
                OptionalDouble.empty());
        var graph = new Graph(
                "Line",
                Precision.F32,
                List.of(),
                List.of(x),
                List.of(w),
                Map.of(),
                Map.of(),
                Map.of(),
                Optional.of(training));
        assertThat(GraphPrinter.print(TrainingGraph.of(graph).map(Passes::optimise)))
                .isEqualTo("""
                        step of Line f32
                        %0 = input x : real
                        %1 = param w = zeros : real
                        %2 = mul %0 %1 : real  # a b.graph:7:6
                        %3 = constant 0.5 : real
                        %4 = mul %3 %0 : real
                        %5 = sub %1 %4 : real
                        loss = %2
                        next w = %5
                        """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "%4 h1 = matmul | %4 h1 = matmull | line 8: no operation is named matmull",
                "matmul %0 %2 | matmul %0 %9 | line 8: no node %9 above",
                "matmul %0 %2 : real[batch, 4] | matmul %0 %2 : real[batch, 5] | line 8: the type is real[batch, 4], not real[batch, 5]",
                "matmul %0 %2 | matmul %2 %0 | line 8: `@` needs equal inner sizes",
                "keep=false | keep=perhaps | line 9: `false` expected",
                "constant 1.0 | constant one | line 10: a number expected, not `one`",
                "real[batch, 3] | float[batch, 3] | line 4: `float` is no element",
                "clip_norm | clip | line 16: `clip` begins no line",
                "beta1 = 0.9 | beta = 0.9 | line 18: no setting of adam is named beta; did you mean beta1?",
                "output p = %4 | output p = %40 | line 12: no node %40 above"
            })
    void refusesWhatDoesNotFit(String found, String replacement, String message) {
        assertThatThrownBy(() -> GraphText.parse(MNIST.replace(found, replacement)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }
}
