// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands do with a model of several `train` lines. */
class SeveralTrainLinesTest {
    @TempDir
    private Path folder;

    private Path model;

    @BeforeEach
    void write() {
        String lines = """
                size = mean(h^2)
                train class_step : loss with adam(lr = 0.05) over z.**
                train size_step : size with sgd(lr = 0.1) over h.**
                """;
        Samples.flowers(folder, "");
        String text = Samples.NETWORK.replace("train loss with adam(lr = 0.05)\n", lines) + Samples.CSV_DATA;
        model = Samples.write(folder, "model.graph", text);
    }

    @Test
    void trainMakesAStepOfEachAndReportsEachLoss() {
        Path saved = folder.resolve("w.safetensors");
        CommandRun run =
                CommandRun.of("train", model, "--batch", 30, "--epochs", 2, "--save", saved, "--format", "json");
        assertThat(run.succeeds().lines().get(1)).matches("epoch 1: train loss \\S+, size \\S+, accuracy \\S+, .*");
        assertThat(run.lastLine()).contains("\"train_loss\":", "\"train_size\":", "\"steps\":12,");
        CommandRun.of("train", model, "--load", saved, "--batch", 30).succeeds();
    }

    @Test
    void checkLooksAtEachLoss() {
        assertThat(CommandRun.of("check", model).succeeds().out())
                .containsSubsequence("train class_step : loss", "no gradient is wrong")
                .containsSubsequence("train size_step : size", "no gradient is wrong");
    }

    @Test
    void otherCommandsShowEach() {
        assertThat(CommandRun.of("inspect", model, "--stage", "train")
                        .succeeds()
                        .out())
                .containsSubsequence("train class_step : loss", "z.W", "train size_step : size", "h.W");
        assertThat(CommandRun.of("inspect", model, "--stage", "training")
                        .succeeds()
                        .out())
                .containsSubsequence("class_step of Flowers f32", "size_step of Flowers f32");
        assertThat(CommandRun.of("inspect", model, "--stage", "java").succeeds().out())
                .contains("float classStep(float[] x, int[] y)", "float sizeStep(float[] x, int[] y)");
        assertThat(CommandRun.of("bench", model, "--size", "batch=7", "--seconds", "0.05")
                        .succeeds()
                        .out())
                .containsSubsequence("Flowers.class_step: ", "Flowers.size_step: ");
        assertThat(CommandRun.of("compile", model, "-o", folder.resolve("out"))
                        .succeeds()
                        .out())
                .containsSubsequence("class_step", "size_step", "predict");
    }

    @Test
    void aLossThatIsNoNumberIsNamed() {
        String text = "graph M\ninput x : real[batch, 2]\ninput y : i32[batch]\nh = dense(x, 1)\n"
                + "train good : mean(h^2) with sgd(lr = 0.1)\ntrain bad : mean(log(0 * h)) with sgd(lr = 0.1)\n"
                + Samples.CSV_DATA;
        CommandRun.of("train", Samples.write(folder, "m.graph", text))
                .failsInOneLine("the loss of bad is -Infinity in epoch 1, step 1");
    }
}
