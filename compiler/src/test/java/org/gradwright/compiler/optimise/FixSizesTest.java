// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.optimise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradwright.compiler.graph.Dim;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.graph.TypeError;
import org.gradwright.compiler.interpret.Interpreter;
import org.junit.jupiter.api.Test;

class FixSizesTest {
    @Test
    void valuesStayAndNoFreeSizeIsLeft() {
        for (long seed = 0; seed < 60; seed++) {
            Graph graph = RandomGraph.of(seed, 40);
            Graph fixed = FixSizes.fix(graph, Map.of("batch", 4));
            var values = RandomGraph.values(graph, seed);
            List<Tensor> expected = Interpreter.evaluate(graph.roots(), values);
            assertThat(Interpreter.evaluate(fixed.roots(), values))
                    .as("seed %s", seed)
                    .isEqualTo(expected);
            assertThat(Nodes.topological(fixed.roots())).allMatch(n -> n.shape().isKnown());
            assertThat(fixed.inputs()).map(Node::shape).allMatch(s -> s.isKnown());
            assertThat(fixed.dims()).isEmpty();
        }
    }

    @Test
    void fixingNothingChangesNothing() {
        Graph graph = RandomGraph.of(3, 30);
        assertThat(FixSizes.fix(graph, Map.of()).roots()).isEqualTo(graph.roots());
    }

    @Test
    void aSizeMustBeOneAndKeepItsPromise() {
        var time = new Dim("time", 1, 64, 8, "time <= 64 and time % 8 == 0");
        var graph = new Graph(
                "T",
                Precision.F32,
                List.of(time),
                List.of(),
                List.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Optional.empty());
        assertThatThrownBy(() -> FixSizes.fix(graph, Map.of("tme", 8)))
                .isInstanceOf(TypeError.class)
                .hasMessage("`tme` is no free size of T; there are time");
        assertThatThrownBy(() -> FixSizes.fix(graph, Map.of("time", 12)))
                .isInstanceOf(TypeError.class)
                .hasMessage("size time = 12 breaks `time <= 64 and time % 8 == 0`");
    }
}
