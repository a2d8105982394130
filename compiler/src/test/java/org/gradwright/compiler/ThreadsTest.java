// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import org.gradwright.compiler.graph.Dim;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.lang.Language;
import org.gradwright.runtime.Parameter;
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
        Graph graph = graph(network).withPrecision(precision);
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
        Graph graph = graph("mnist");
        LoadedStep loaded = Compiler.compile(graph, CompileOptions.DEFAULT).load();
        Object[] right = inputs(graph, 64, new Random(1));
        Object[] wrong = inputs(graph, 64, new Random(1));
        int[] labels = (int[]) wrong[1];
        labels[40] = -1;
        labels[9] = 77;
        try (TrainingStep alone = loaded.create(3);
                TrainingStep model = loaded.create(3)) {
            model.threads(4);
            for (int i = 0; i < 3; i++) {
                List<double[]> before = values(model);
                Throwable expected = catchThrowable(() -> alone.stepWith(wrong));
                assertThatThrownBy(() -> model.stepWith(wrong))
                        .isExactlyInstanceOf(IllegalArgumentException.class)
                        .hasMessage(expected.getMessage())
                        .hasMessageContaining("77");
                assertThat(Arrays.deepEquals(values(model).toArray(), before.toArray()))
                        .isTrue();
                assertThat(model.stepWith(right)).isEqualTo(alone.stepWith(right));
            }
        }
    }

    private static List<double[]> values(TrainingStep model) {
        return model.variables().stream().map(Parameter::doubles).toList();
    }

    private static Graph graph(String network) {
        try {
            var resource = ThreadsTest.class.getResource("/language/networks/" + network + ".graph");
            return Language.parse(Path.of(Objects.requireNonNull(resource).toURI()))
                    .graph();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What training changes, and what the class predicts and evaluates afterwards. */
    private static List<double[]> train(LoadedStep loaded, Graph graph, int threads) {
        try (TrainingStep model = loaded.create(3)) {
            model.threads(threads);
            var random = new Random(7);
            var results = new ArrayList<double[]>();
            for (int batch : BATCHES) {
                Object[] inputs = inputs(graph, batch, random);
                results.add(new double[] {model.stepWith(inputs), model.evaluateWith(inputs)});
                for (Object output : model.predictWith(inputs)) {
                    results.add(doubles(output));
                }
            }
            results.addAll(values(model));
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

    private static Object[] inputs(Graph graph, int batch, Random random) {
        Map<String, Integer> sizes = graph.dims().stream().collect(Collectors.toMap(Dim::name, d -> batch));
        var inputs = new ArrayList<>();
        for (Node input : graph.inputs()) {
            int count = (int) input.shape().count().evaluate(sizes);
            boolean real = input.type().element() == Element.REAL;
            inputs.add(
                    real
                            ? random.doubles(count).toArray()
                            : random.ints(count, 0, 3).toArray());
        }
        return inputs.toArray();
    }
}
