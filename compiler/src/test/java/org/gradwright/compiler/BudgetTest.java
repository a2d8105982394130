// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.gradwright.compiler.budget.BudgetException;
import org.gradwright.compiler.graph.Dim;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.lang.Language;
import org.gradwright.compiler.lang.Options;
import org.gradwright.runtime.TrainingStep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A class under a memory budget computes values again, to the same bits. */
class BudgetTest {
    private static final int BATCH = 256;

    private static final String DEEP = """
            input x : real[batch, 40]
            input t : real[batch, 3]
            h1 = dense(x, 48, activation = relu)
            d2 = dense(h1, 48, activation = gelu)
            h2 = dropout(d2, 0.2)
            d3 = dense(h2, 48)
            h3 = layer_norm(d3)
            d4 = dense(h3, 48, activation = tanh)
            h4 = d4 + h3
            d5 = dense(h4, 48, activation = relu)
            h5 = dropout(d5, 0.1)
            h6 = dense(h5, 48, activation = sigmoid)
            output y = dense(h6, 3)
            loss = mean((y - t)^2)
            train loss with adam(lr = 0.01)
            """;

    private static Graph graph(String network) {
        return network.equals("deep")
                ? Language.parse("deep.graph", DEEP, Options.NONE).graph()
                : Networks.graph(network);
    }

    private static Map<String, Integer> sizes(Graph graph) {
        return graph.dims().stream().collect(Collectors.toMap(Dim::name, d -> BATCH));
    }

    private static Compilation compile(Graph graph, long bytes) {
        return Compiler.compile(graph, CompileOptions.DEFAULT.withMaxBytes(bytes, sizes(graph)));
    }

    private static long bytes(Compilation compilation) {
        return compilation.plan().bytes(compilation.graph().precision(), sizes(compilation.graph()));
    }

    private static long smallest(Graph graph) {
        return catchThrowableOfType(BudgetException.class, () -> compile(graph, 1))
                .smallest();
    }

    private static List<Object> train(Compilation compilation) {
        var results = new ArrayList<Object>();
        try (TrainingStep model = compilation.load().create(11)) {
            for (int step = 0; step < 4; step++) {
                results.add(model.stepWith(Networks.inputs(compilation.graph(), BATCH, new Random(step))));
            }
            results.addAll(Networks.values(model));
        }
        return results;
    }

    @ParameterizedTest
    @CsvSource({"deep, F32", "w4_two_branch, F64"})
    void theSmallestBudgetIsMetToTheSameBits(String network, Precision precision) {
        Graph graph = graph(network).withPrecision(precision);
        Compilation free = Compiler.compile(graph, CompileOptions.DEFAULT);
        long smallest = smallest(graph);
        assertThat(smallest).isLessThan(bytes(free));
        Compilation tight = compile(graph, smallest);
        assertThat(bytes(tight)).isEqualTo(smallest);
        assertThat(tight.fitted().orElseThrow().recomputed()).isNotEmpty();
        assertThat(train(tight)).usingRecursiveComparison().isEqualTo(train(free));
        assertThatThrownBy(() -> compile(graph, smallest - 1))
                .isInstanceOf(BudgetException.class)
                .hasMessageContaining(String.format(java.util.Locale.ROOT, "%,d", smallest));
    }

    @Test
    void noMoreIsComputedAgainThanTheBudgetAsksFor() {
        Graph graph = graph("deep");
        long all = bytes(Compiler.compile(graph, CompileOptions.DEFAULT));
        long smallest = smallest(graph);
        int last = -1;
        for (long bytes : new long[] {all, (3 * all + smallest) / 4, (all + smallest) / 2}) {
            Compilation compilation = compile(graph, bytes);
            assertThat(bytes(compilation)).isLessThanOrEqualTo(bytes);
            int recomputed = compilation.fitted().orElseThrow().recomputed().size();
            assertThat(recomputed).isGreaterThanOrEqualTo(Math.max(0, last));
            assertThat(recomputed == 0).isEqualTo(bytes == all);
            last = recomputed;
        }
    }
}
