// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.gradwright.compiler.CompileOptions;
import org.gradwright.compiler.Compiler;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.lang.Language;
import org.gradwright.compiler.lang.Options;
import org.gradwright.runtime.TrainingStep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rates that follow the loss, in compiled steps; the gradient of w is always 1, so that its change tells the rate. */
class PlateauTest {
    private static TrainingStep model(String train) {
        String text = "graph M\ninput x : real\nparam w, v : real = 0\nloss = x + w + v\n" + train;
        Graph graph = Language.parse("m.graph", text, Options.NONE).graph().withPrecision(Precision.F64);
        return Compiler.compile(graph, CompileOptions.DEFAULT).load().create(1);
    }

    /** The rule written out by hand. */
    private static final class ByHand {
        private final int every;
        private final int patience;
        private double sum;
        private double best = Double.POSITIVE_INFINITY;
        private int bad;
        private int reductions;

        ByHand(int every, int patience) {
            this.every = every;
            this.patience = patience;
        }

        void see(int step, double loss) {
            sum += loss;
            if (step % every != 0) {
                return;
            }
            double mean = sum / every;
            sum = 0;
            if (best == Double.POSITIVE_INFINITY || mean < best - 0.01 * Math.abs(best)) {
                best = mean;
                bad = 0;
            } else if (++bad > patience) {
                bad = 0;
                reductions++;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void followsTheRule(int accumulate) {
        String schedule = "plateau(0.125, every = 4, patience = 2, factor = 0.5, threshold = 0.01, least = 0.03)";
        var byHand = new ByHand(4 * accumulate, 2);
        var random = new Random(5);
        try (var model = model("train loss with sgd(lr = " + schedule + ") {\n  accumulate(" + accumulate + ")\n}\n")) {
            int seen = 0;
            for (int step = 1; step <= 200; step++) {
                double before = model.parameter("w").get(0);
                double rate = step % accumulate == 0 ? Math.max(0.03, 0.125 * Math.pow(0.5, byHand.reductions)) : 0;
                double x = -2 * before + random.nextGaussian() + (step < 60 ? -0.05 * step : 0);
                byHand.see(step, model.stepWith(x));
                assertThat(before - model.parameter("w").get(0)).isCloseTo(rate, within(1e-12));
                seen = byHand.reductions;
            }
            assertThat(seen).isGreaterThan(2);
        }
    }

    @Test
    void eachScheduleHasItsOwnMemory() {
        String train = """
                train loss with adamw(lr = plateau(0.5, every = 2, patience = 0, factor = 0.1), weight_decay = 0.5) {
                  set v : lr = plateau(0.5, every = 1, patience = 3)
                }
                """;
        try (var model = model(train)) {
            for (int step = 1; step <= 6; step++) {
                double weights =
                        model.parameter("w").get(0) + model.parameter("v").get(0);
                assertThat(model.stepWith(step - weights)).isCloseTo(step, within(1e-12));
            }
            assertThat(model.variables().stream().map(p -> p.path()))
                    .contains("train#plateau.reductions", "train#plateau2.reductions");
            assertThat(model.parameter("train#plateau.reductions").get(0)).isEqualTo(2);
            assertThat(model.parameter("train#plateau2.reductions").get(0)).isEqualTo(1);
        }
    }
}
