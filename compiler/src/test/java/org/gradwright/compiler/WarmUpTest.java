// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.gradwright.compiler.lang.Language;
import org.gradwright.compiler.lang.Options;
import org.gradwright.runtime.Parameter;
import org.gradwright.runtime.TrainingStep;
import org.gradwright.runtime.Vectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kernels begin in their plain form and go over to vectors while a model is trained; nobody sees it in the numbers. */
class WarmUpTest {
    private static final String MODEL = """
            graph Layers

            input x : real[batch, 100]
            input t : real[batch, 70]

            h = dense(x, 260, activation = relu)
            y = dense(h, 70)

            output y
            loss = mean((y - t)^2)

            train loss with adam(lr = 0.001)
            """;

    private static final double SECONDS = 3;
    private static final int[] BATCHES = {61, 61, 61, 61, 61, 61, 61, 61, 16, 61};

    @AfterEach
    void reset() {
        System.clearProperty(Vectors.PROPERTY);
    }

    @ParameterizedTest(name = "{0} threads")
    @ValueSource(ints = {1, 2})
    void changesNoBit(int threads) {
        LoadedStep loaded = compile().load();
        try (TrainingStep model = loaded.create(3)) {
            model.threads(threads);
            long end = System.nanoTime() + (long) (SECONDS * 1e9);
            while (System.nanoTime() < end) {
                step(model);
            }
            assertThat(model.steps()).isGreaterThan(BATCHES.length);
            List<double[]> expected = plain(model.steps());
            List<double[]> values = values(model);
            for (int i = 0; i < expected.size(); i++) {
                assertThat(values.get(i)).isEqualTo(expected.get(i));
            }
        }
    }

    /** What plain kernels compute in so many steps. */
    private static List<double[]> plain(long steps) {
        System.setProperty(Vectors.PROPERTY, "off");
        try (TrainingStep model = compile().load().create(3)) {
            while (model.steps() < steps) {
                step(model);
            }
            return values(model);
        }
    }

    private static Compilation compile() {
        var graph = Language.parse("layers.graph", MODEL, Options.NONE).graph();
        Compilation compilation = Compiler.compile(graph, CompileOptions.DEFAULT);
        assertThat(compilation.step().crews()).isNotEmpty();
        assertThat(compilation.step().vectorKernels()).isNotEmpty();
        return compilation;
    }

    private static void step(TrainingStep model) {
        int batch = BATCHES[(int) (model.steps() % BATCHES.length)];
        var random = new Random(model.steps());
        model.stepWith(floats(random, batch * 100), floats(random, batch * 70));
    }

    private static float[] floats(Random random, int count) {
        var values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextFloat();
        }
        return values;
    }

    private static List<double[]> values(TrainingStep model) {
        return model.variables().stream().map(Parameter::doubles).toList();
    }
}
