// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.lang.Language;
import org.gradwright.compiler.lang.Options;
import org.gradwright.runtime.TrainingStep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Moving averages of weights in the place of the weights. */
class AveragesTest {
    private static final double[] X = {1, 2, -1, 0.5};

    @TempDir
    private Path folder;

    private static Graph graph(String trains) {
        return Language.parse("m.graph", """
                gradwright 1
                graph Model
                input x : real[batch, 2]
                y = dense(x, 3)
                z = dense(y, 1)
                output q = z
                loss = mean(z^2)
                """ + trains, Options.NONE).graph().withPrecision(Precision.F64);
    }

    private static TrainingStep model(Graph graph) {
        return Compiler.compile(graph, CompileOptions.DEFAULT).load().create(1);
    }

    /** The first line keeps averages of the first layer only, the second none. */
    @ParameterizedTest
    @ValueSource(strings = {"train loss with sgd(0.1) over y.**", "train a : loss with sgd(0.1) over y.**"})
    void takeThePlaceOfTheirParameters(String train) {
        String averaging = train + " {\n  average(0.75)\n}\n";
        String more = train.contains(":") ? "train b : loss with sgd(0.1) over z.**\n" : "";
        try (TrainingStep model = model(graph(averaging + more))) {
            assertThat(averaged(model, "y.W")).isEqualTo(model.parameter("y.W").doubles());
            double[] average = null;
            for (int step = 0; step < 5; step++) {
                model.stepWith(X);
                average = next(average, model.parameter("y.W").doubles());
            }
            assertThat(averaged(model, "y.W")).containsExactly(average, within(1e-15));
            assertThat(averaged(model, "y.W"))
                    .isNotEqualTo(model.parameter("y.W").doubles());
            assertThat(averaged(model, "z.W")).isEqualTo(model.parameter("z.W").doubles());
        }
    }

    private static double[] next(double[] average, double[] weights) {
        double[] next = weights.clone();
        Arrays.setAll(next, i -> average == null ? weights[i] : 0.75 * average[i] + 0.25 * weights[i]);
        return next;
    }

    private static double[] averaged(TrainingStep model, String path) {
        var trained = model.snapshot();
        model.restore(trained.averaged());
        double[] values = model.parameter(path).doubles();
        model.restore(trained);
        return values;
    }

    @Test
    void areTakenFromAFileByAModelThatOnlyPredicts() {
        Graph graph = graph("train loss with sgd(0.1) {\n  average(0.75)\n}\n");
        Path file = folder.resolve("w.safetensors");
        try (TrainingStep trained = model(graph);
                TrainingStep predicts = model(graph.predicting(graph.outputs()))) {
            trained.save(file);
            predicts.restoreAveraged(file);
            assertThat(predicts.predictWith(X)).isEqualTo(trained.predictWith(X));
            trained.stepWith(X);
            trained.stepWith(X);
            trained.save(file);
            predicts.restoreParameters(file);
            assertThat(predicts.predictWith(X)).isEqualTo(trained.predictWith(X));
            trained.restore(trained.snapshot().averaged());
            predicts.restoreAveraged(file);
            assertThat(predicts.predictWith(X)).isEqualTo(trained.predictWith(X));
        }
    }
}
