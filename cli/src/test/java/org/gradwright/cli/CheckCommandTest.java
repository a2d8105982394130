// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.gradwright.cli.check.GradientCheck.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
    @TempDir
    private Path folder;

    @Test
    void showsShapesAndChecksEveryGradient() {
        CommandRun run = CommandRun.of("check", Samples.write(folder, "m.graph", Samples.NETWORK))
                .succeeds();
        assertThat(run.out())
                .contains(
                        "real[batch, 8]",
                        "(the model's f32 is widened)",
                        "h.W",
                        "16 of 16",
                        "z.b",
                        "no gradient is wrong")
                .doesNotContain("FAIL");
    }

    @Test
    void samplesLargeTensors() {
        Path model = Samples.write(folder, "m.graph", Samples.NETWORK);
        assertThat(CommandRun.of("check", model, "--samples", 5).succeeds().out())
                .contains("5 of 16", "2 of 2");
    }

    @Test
    void comparesWithTheTrainingStepAndItsRandomNumbers() {
        Path model = Samples.write(folder, "m.graph", """
                input x : real[batch, 3]
                input t : real[batch]
                a = dense(x, 6, activation = relu)
                n = batch_norm(a)
                d = dropout(n, rate = 0.3)
                y = dense(d, 1)
                loss = mean((y[:, 0] - t)^2)
                train loss with adamw(lr = 0.1) { clip_norm(0.001) }
                """);
        CommandRun.of("check", model).succeeds();
    }

    @Test
    void leavesOutWhatTheModelLeavesOut() {
        Path model = Samples.write(folder, "m.graph", """
                input x : real[batch]
                param a, b : real = 0.5
                loss = mean(stop_gradient(a * x) * b + a^2)
                train loss with sgd(lr = 0.1)
                """);
        CommandRun.of("check", model).succeeds();
    }

    @Test
    void reportsGradientsThatTheModelGivesItself() {
        Path model = Samples.write(folder, "m.graph", """
                input x : real[batch]
                param a, b : real = 0.5
                def gentle(x) { return x } gradient (dy) { return 0.1 * dy }
                loss = mean((gentle(a * x) + b - 1)^2)
                train loss with sgd(lr = 0.1)
                """);
        assertThat(CommandRun.of("check", model).succeeds().out())
                .containsPattern("a +\\[] +1 of 1 +9.0e-01 +its own")
                .containsPattern("b +\\[] +1 of 1 +\\S+ +ok");
    }

    @Test
    void theGradientOfALargestElementIsThatOfTheLoss() {
        Path model = Samples.write(folder, "m.graph", """
                input x : real[batch, 1, 4, 4]
                a = conv2d(x, 2, kernel = 1)
                loss = mean(max_pool2d(a)^2)
                train loss with sgd(lr = 0.1)
                """);
        assertThat(CommandRun.of("check", model).succeeds().out())
                .containsPattern("a.W .* ok")
                .doesNotContain("its own");
    }

    @Test
    void aWrongGradientFails() {
        assertThat(new Outcome("W", "[2]", 2, 2, 1e-3, false).passed()).isFalse();
        assertThat(new Outcome("W", "[2]", 2, 2, Double.NaN, true).passed()).isFalse();
        assertThat(new Outcome("W", "[2]", 2, 2, 1e-9, false).passed()).isTrue();
    }

    @Test
    void takesInputsThatTheLossAccepts() {
        Path model = Samples.write(folder, "m.graph", """
                input x : real[batch, 2]
                param a : real = 0.5
                loss = a * mean(log(x) + sqrt(x))
                train loss with sgd(lr = 0.1)
                """);
        CommandRun.of("check", model).succeeds();
        Path hopeless = Samples.write(folder, "h.graph", """
                input x : real[batch, 2]
                param a : real = 0.5
                loss = a * mean(log(-x^2))
                train loss with sgd(lr = 0.1)
                """);
        CommandRun.of("check", hopeless).failsInOneLine("the loss is not a number for random inputs");
    }

    @Test
    void aModelWithoutTrainingHasShapesOnly() {
        Path model = Samples.write(folder, "m.graph", "input x : real[batch, 2]\noutput y = 2 * x\n");
        assertThat(CommandRun.of("check", model).succeeds().out()).contains("real[batch, 2]", "no gradients to check");
    }

    @Test
    void faultsOfTheTextAreShownAtTheirLine() {
        Path model = Samples.write(folder, "m.graph", "input x : real[batch, 2]\noutput y = x @ x\n");
        CommandRun.of("check", model).fails("m.graph:2:", "error[G0");
        CommandRun.of("check", Samples.write(folder, "n.graph", "input x : real[ba"))
                .fails("n.graph:1:", "error[G01");
    }
}
