// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.runtime.TrainingStep;
import org.gradwright.runtime.Vectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Any number of threads computes the bits of one. */
class ThreadsTest {
    private static final int[] BATCHES = {64, 37, 3};

    @BeforeEach
    void divideAll() {
        System.setProperty("gradwright.divide", "always");
    }

    @AfterEach
    void reset() {
        System.clearProperty("gradwright.divide");
        System.clearProperty(Vectors.PROPERTY);
    }

    @ParameterizedTest
    @CsvSource({
        "mnist, F32, on",
        "mnist, F32, off",
        "w4_two_branch, F64, on",
        "w4_two_branch, F32, off",
        "tied_autoencoder, F32, on",
        "fine_tune, F32, on",
        "maml, F64, off"
    })
    void computeTheSameBits(String network, Precision precision, String vectors) {
        System.setProperty(Vectors.PROPERTY, vectors);
        Graph graph = Networks.graph(network).withPrecision(precision);
        Compilation compilation = Compiler.compile(graph, CompileOptions.DEFAULT);
        assertThat(compilation.step().crews()).isNotEmpty();
        LoadedStep loaded = compilation.load();
        List<double[]> alone = train(loaded, graph, 1);
        for (int threads : new int[] {2, 3, 4, 8}) {
            List<double[]> together = train(loaded, graph, threads);
            for (int i = 0; i < alone.size(); i++) {
                assertThat(together.get(i)).as("%d threads", threads).isEqualTo(alone.get(i));
            }
        }
    }

    @Test
    void aWrongIndexIsReportedAsByOneThreadAndChangesNothing() {
        Graph graph = Networks.graph("mnist");
        LoadedStep loaded = Compiler.compile(graph, CompileOptions.DEFAULT).load();
        Object[] right = Networks.inputs(graph, 64, new Random(1));
        Object[] wrong = Networks.inputs(graph, 64, new Random(1));
        int[] labels = (int[]) wrong[1];
        labels[40] = -1;
        labels[9] = 77;
        try (TrainingStep alone = loaded.create(3);
                TrainingStep model = loaded.create(3)) {
            model.threads(4);
            for (int i = 0; i < 3; i++) {
                List<double[]> before = Networks.values(model);
                Throwable expected = catchThrowable(() -> alone.stepWith(wrong));
                assertThatThrownBy(() -> model.stepWith(wrong))
                        .isExactlyInstanceOf(IllegalArgumentException.class)
                        .hasMessage(expected.getMessage())
                        .hasMessageContaining("77");
                assertThat(Arrays.deepEquals(Networks.values(model).toArray(), before.toArray()))
                        .isTrue();
                assertThat(model.stepWith(right)).isEqualTo(alone.stepWith(right));
            }
        }
    }

    /** What training changes, and what the class predicts and evaluates afterwards. */
    private static List<double[]> train(LoadedStep loaded, Graph graph, int threads) {
        try (TrainingStep model = loaded.create(3)) {
            model.threads(threads);
            var random = new Random(7);
            var results = new ArrayList<double[]>();
            for (int batch : BATCHES) {
                Object[] inputs = Networks.inputs(graph, batch, random);
                results.add(new double[] {model.stepWith(inputs), model.evaluateWith(inputs)});
                for (Object output : model.predictWith(inputs)) {
                    results.add(doubles(output));
                }
            }
            results.addAll(Networks.values(model));
            return results;
        }
    }

    private static double[] doubles(Object output) {
        if (output instanceof float[] floats) {
            var doubles = new double[floats.length];
            for (int i = 0; i < floats.length; i++) {
                doubles[i] = floats[i];
            }
            return doubles;
        }
        return output instanceof double[] doubles ? doubles : new double[0];
    }
}
