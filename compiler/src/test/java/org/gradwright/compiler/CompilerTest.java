// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.gradwright.compiler.graph.Dim;
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
import org.gradwright.compiler.graph.Variable;
import org.gradwright.compiler.interpret.Interpreter;
import org.gradwright.compiler.op.Ops;
import org.gradwright.compiler.train.Optimisers;
import org.gradwright.compiler.train.TrainingGraph;
import org.gradwright.runtime.TrainingStep;
import org.junit.jupiter.api.Test;

class CompilerTest {
    private static final Ops G = Ops.at(new Origin("test.graph", 7, 1, "h = ..."));
    private static final Size BATCH = Size.free("batch");

    private static Node parameter(String path, long... sizes) {
        return Node.of(
                new Variable(Variable.Kind.PARAMETER, path, Shape.of(sizes), "normal(0.5)"), Origin.NONE, List.of());
    }

    private static Node input(String path, Size... sizes) {
        return Node.of(new Input(path, TensorType.real(Shape.of(sizes))), Origin.NONE, List.of());
    }

    private static Graph mlp(Precision precision) {
        Node x = input("x", BATCH, Size.of(7));
        Node t = input("t", BATCH, Size.of(3));
        Node w1 = parameter("h.W", 7, 9);
        Node b1 = parameter("h.b", 9);
        Node w2 = parameter("y.W", 9, 3);
        Node h = G.tanh(G.add(G.matmul(x, w1), b1)).named("h");
        Node y = G.matmul(h, w2).named("y");
        Node loss = G.mean(G.square(G.sub(y, t)), List.of(0, 1), false).named("loss");
        Optimiser adam = Optimisers.create("adam", Map.of("lr", 0.01));
        var optimisers = new LinkedHashMap<String, Optimiser>();
        List.of("h.W", "h.b", "y.W").forEach(p -> optimisers.put(p, adam));
        return new Graph(
                "Mlp",
                precision,
                List.of(Dim.free("batch")),
                List.of(x, t),
                List.of(w1, b1, w2),
                Map.of("y", y),
                Map.of(),
                Map.of(),
                Optional.of(Training.of(loss, optimisers)));
    }

    @Test
    void trainsAsTheInterpreterDoes() {
        Graph graph = mlp(Precision.F64);
        Compilation compilation = Compiler.compile(graph, CompileOptions.DEFAULT);
        TrainingStep step = compilation.load().create(3);
        var random = new Random(5);
        Map<String, Tensor> stored = new LinkedHashMap<>();
        step.variables().forEach(v -> stored.put(v.path(), new Tensor(v.shape(), v.doubles())));
        TrainingGraph training = TrainingGraph.of(graph);
        for (int n = 1; n <= 5; n++) {
            int batch = 3 + 2 * n;
            stored.put("x", tensor(random, batch, 7));
            stored.put("t", tensor(random, batch, 3));
            var evaluation = new Evaluation(Map.of("batch", batch), stored, true, 3, n);
            var paths = List.copyOf(training.next().keySet());
            double loss = step.stepWith(stored.get("x").data(), stored.get("t").data());
            assertThat(loss)
                    .isCloseTo(Interpreter.evaluate(training.loss(), evaluation).data()[0], within(1e-12));
            List<Tensor> next = Interpreter.evaluate(List.copyOf(training.next().values()), evaluation);
            for (int i = 0; i < paths.size(); i++) {
                stored.put(paths.get(i), next.get(i));
                assertThat(step.parameter(paths.get(i)).doubles())
                        .as(paths.get(i))
                        .containsExactly(next.get(i).data(), within(1e-12));
            }
        }
    }

    private static Tensor tensor(Random random, int... shape) {
        return new Tensor(shape, random.doubles(Tensor.count(shape), -1, 1).toArray());
    }
}
