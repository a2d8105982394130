// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.optimise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.gradwright.compiler.autodiff.Gradients;
import org.gradwright.compiler.graph.Evaluation;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.interpret.Interpreter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PassesTest {
    private static final int GRAPHS = 150;

    /** The outputs and the gradients of the loss. */
    private static List<Node> roots(Graph graph) {
        var roots = new ArrayList<>(graph.outputs().values());
        Node loss = graph.trainings().get(0).loss();
        roots.add(loss);
        roots.addAll(Gradients.of(loss, graph.parameters()));
        return roots;
    }

    static List<Pass> passes() {
        return Passes.LIST;
    }

    @ParameterizedTest
    @MethodSource("passes")
    void eachPassKeepsValuesAndNeverGrows(Pass pass) {
        for (long seed = 0; seed < GRAPHS; seed++) {
            Graph graph = RandomGraph.of(seed, 30);
            List<Node> roots = roots(graph);
            List<Node> after = pass.rewrite().apply(roots);
            assertSameValues(roots, after, RandomGraph.values(graph, seed), pass.name() + ", seed " + seed);
            if (!pass.name().equals("stable forms")) {
                assertThat(computed(after)).as("seed %s", seed).isLessThanOrEqualTo(computed(roots));
            }
        }
    }

    @Test
    void allTogetherKeepValuesAndComeToRest() {
        for (long seed = 1000; seed < 1000 + GRAPHS; seed++) {
            Graph graph = RandomGraph.of(seed, 60);
            List<Node> roots = roots(graph);
            List<Node> after = Passes.optimise(roots);
            assertSameValues(roots, after, RandomGraph.values(graph, seed), "seed " + seed);
            assertThat(Passes.optimise(after)).as("seed %s", seed).isEqualTo(after);
            assertThat(after)
                    .extracting(Node::type)
                    .isEqualTo(roots.stream().map(Node::type).toList());
        }
    }

    private static void assertSameValues(List<Node> before, List<Node> after, Evaluation evaluation, String what) {
        List<Tensor> expected = Interpreter.evaluate(before, evaluation);
        List<Tensor> actual = Interpreter.evaluate(after, evaluation);
        for (int i = 0; i < expected.size(); i++) {
            for (int j = 0; j < expected.get(i).data().length; j++) {
                double right = expected.get(i).data()[j];
                assertThat(actual.get(i).data()[j])
                        .as("%s, root %s, element %s", what, i, j)
                        .isCloseTo(right, within(1e-10 * Math.max(1, Math.abs(right))));
            }
        }
    }

    /** Nodes whose elements cost arithmetic. */
    private static long computed(List<Node> roots) {
        return Nodes.topological(roots).stream()
                .filter(n -> !n.inputs().isEmpty())
                .count();
    }

    @Test
    void aGraphKeepsWhatItIsKnownBy() {
        Graph graph = RandomGraph.of(5, 30);
        Graph after = Passes.optimise(graph);
        assertThat(after.inputs()).isEqualTo(graph.inputs());
        assertThat(after.variables()).isEqualTo(graph.variables());
        assertThat(after.outputs().keySet()).isEqualTo(graph.outputs().keySet());
        assertSameValues(graph.roots(), after.roots(), RandomGraph.values(graph, 5), "graph");
    }
}
