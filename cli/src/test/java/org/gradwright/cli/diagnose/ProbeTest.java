// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.diagnose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.gradwright.compiler.Compilation;
import org.gradwright.compiler.CompileOptions;
import org.gradwright.compiler.Compiler;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.lang.Language;
import org.gradwright.compiler.lang.Options;
import org.gradwright.runtime.TrainingStep;
import org.junit.jupiter.api.Test;

class ProbeTest {
    private static final double[] X = {0.4, -1.2, 0.7, 0.1};

    private final Graph graph = Language.parse(Path.of("../samples/sigmoid-mlp/sigmoid-mlp.graph"), Options.NONE)
            .graph();

    /** By a sigmoid's argument the loss changes as by the bias in it: the model's own outputs say how much that is. */
    @Test
    void gradientsAreThoseOfTheBiases() {
        double[] byBias = gradientsByBias();
        try (var probe = new Probe(graph, graph.trainings().get(0), 7)) {
            Reading reading = probe.read(0, List.<Object[]>of(new Object[] {X, 0}));
            assertThat(reading.norms()).hasSize(byBias.length);
            for (int l = 0; l < byBias.length; l++) {
                assertThat(reading.norms().get(l).total() / byBias[l]).isCloseTo(1, within(1e-9));
            }
        }
    }

    /** The norms of d loss / d b: those of d yL / d b times yL - t, with t = 1 for the label 0. */
    private double[] gradientsByBias() {
        Compilation compilation = Compiler.compile(graph, CompileOptions.DEFAULT);
        try (TrainingStep model = compilation.load().create(7)) {
            Object[] outputs = model.predictWith(X, 0);
            double error = Math.abs(((double[]) outputs[0])[0] - 1);
            double[] norms = ((double[]) outputs[1]).clone();
            for (int l = 0; l < norms.length; l++) {
                norms[l] *= error;
            }
            return norms;
        }
    }

    @Test
    void aRootMeanSquareIsTheNormOverTheRootOfTheCount() {
        try (var probe = new Probe(graph, graph.trainings().get(0), 7)) {
            Norms first = probe.read(0, List.<Object[]>of(new Object[] {X, 0}))
                    .norms()
                    .get(0);
            assertThat(first.gradient()).isCloseTo(first.total() / 2, within(1e-12 * first.total()));
        }
    }

    @Test
    void batchesArePutTogether() {
        Object[] one = {X, 0};
        Object[] other = {new double[] {3, 2, 1, 0}, 1};
        try (var probe = new Probe(graph, graph.trainings().get(0), 7)) {
            double mean = (probe.read(0, List.<Object[]>of(one)).loss()
                            + probe.read(0, List.<Object[]>of(other)).loss())
                    / 2;
            assertThat(probe.read(0, List.of(one, other)).loss()).isCloseTo(mean, within(1e-15));
        }
    }
}
