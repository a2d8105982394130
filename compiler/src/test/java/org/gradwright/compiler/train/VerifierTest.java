// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.train;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradwright.compiler.graph.Dim;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Input;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Origin;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.graph.Variable;
import org.gradwright.compiler.op.Ops;
import org.gradwright.compiler.optimise.Passes;
import org.gradwright.compiler.optimise.RandomGraph;
import org.junit.jupiter.api.Test;

class VerifierTest {
    private static final Ops G = Ops.at(new Origin("test.graph", 9, 1, "y"));
    private static final Node X = input("x", Shape.of(Size.free("batch")));
    private static final Node W = variable("w", Shape.of(3));

    private static Node input(String path, Shape shape) {
        return Node.of(new Input(path, TensorType.real(shape)), Origin.NONE, List.of());
    }

    private static Node variable(String path, Shape shape) {
        return Node.of(new Variable(Variable.Kind.STATE, path, shape, "zeros"), Origin.NONE, List.of());
    }

    private static Graph graph(Node output, Map<String, Node> metrics, Map<String, Node> next) {
        return new Graph(
                "Test",
                Precision.F64,
                List.of(Dim.free("batch")),
                List.of(X),
                List.of(W),
                Map.of("y", output),
                metrics,
                next,
                Optional.empty());
    }

    private static void assertRefused(Graph graph, String message) {
        assertThatThrownBy(() -> Verifier.verify(graph))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(message);
    }

    @Test
    void acceptsWhatTheCompilerMakes() {
        for (long seed = 0; seed < 40; seed++) {
            Graph graph = RandomGraph.of(seed, 40);
            TrainingGraph training = TrainingGraph.of(graph);
            assertThatCode(() -> {
                        Verifier.verify(graph);
                        Verifier.verify(Passes.optimise(graph));
                        Verifier.verify(training);
                        Verifier.verify(training.map(Passes::optimise));
                    })
                    .as("seed %s", seed)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void aLeafIsTheDeclaredNode() {
        assertRefused(
                graph(G.sin(input("x", X.shape())), Map.of(), Map.of()), "is not the node that the graph declares");
        assertRefused(
                graph(G.sin(variable("v", Shape.SCALAR)), Map.of(), Map.of()),
                "is not the node that the graph declares");
    }

    @Test
    void aNextValueHasItsVariablesType() {
        assertRefused(graph(X, Map.of(), Map.of("v", W)), "is the next value of v, which is no variable");
        assertRefused(
                graph(X, Map.of(), Map.of("w", G.constant(1))), "at test.graph:9:1 is the next value of w : real[3]");
    }

    @Test
    void aMetricIsOneNumber() {
        assertRefused(graph(X, Map.of("m", X), Map.of()), "is the metric m, which must be one number");
    }

    @Test
    void noHoleIsLeftExceptInACustomGradient() {
        Node hole = G.hole("dy", X.type());
        Node custom = G.customGradient(G.exp(X), List.of(X), hole, List.of(G.neg(hole)));
        assertThatCode(() -> Verifier.verify(graph(custom, Map.of(), Map.of()))).doesNotThrowAnyException();
        assertRefused(graph(G.neg(hole), Map.of(), Map.of()), "was never filled");
    }

    @Test
    void freeSizesAreDeclared() {
        Node other = G.broadcastTo(G.constant(1), Shape.of(Size.free("time")));
        assertRefused(graph(other, Map.of(), Map.of()), "at test.graph:9:1 has a size time that is not declared");
    }

    @Test
    void everyNodeHasAnOrigin() {
        Node nowhere = Node.of(X.operation(), null, List.of());
        var graph = new Graph(
                "Test",
                Precision.F64,
                List.of(Dim.free("batch")),
                List.of(nowhere),
                List.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Optional.empty());
        assertRefused(graph, "has no origin");
    }

    @Test
    void pathsAreUnique() {
        var graph = new Graph(
                "Test",
                Precision.F64,
                List.of(Dim.free("batch")),
                List.of(X, input("x", X.shape())),
                List.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Optional.empty());
        assertRefused(graph, "has the path of another");
    }
}
