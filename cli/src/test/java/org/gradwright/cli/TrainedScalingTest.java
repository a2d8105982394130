// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.gradwright.runtime.Safetensors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** New data are scaled as those were that the weights were trained with, whatever seed chose what was held out. */
class TrainedScalingTest {
    private static final String FIT = "fit { epochs = 3, batch = 10, test = 0.3 }";

    @TempDir
    private Path folder;

    private Path model;
    private Path weights;

    @BeforeEach
    void trainWithAnotherSeed() {
        model = Samples.flowers(folder, FIT);
        weights = folder.resolve("w.safetensors");
        CommandRun.of("train", model, "--seed", 7, "--save", weights).succeeds();
    }

    private String predicted() {
        return CommandRun.of("predict", model, "--weights", weights, "--data", "train")
                .succeeds()
                .out();
    }

    @Test
    void aSeedOfTheCommandLineIsAsGoodAsOneOfTheText() throws IOException {
        String given = predicted();
        Samples.flowers(folder, FIT.replace("}", ", seed = 7 }"));
        CommandRun.of("train", model, "--save", weights).succeeds();
        assertThat(predicted()).isEqualTo(given);
        assertThat(Files.readAllLines(model)).last().asString().contains("seed = 7");
    }

    @Test
    void theTrainingDataMayHaveChangedOrGone() throws IOException {
        Path table = folder.resolve("flowers.csv");
        Path row = Samples.write(folder, "new.csv", "a,b,kind\n9.5,0.1,left\n");
        Object[] command = {"predict", model, "--weights", weights, "--data", "train", "--input", "x=" + row};
        String before = CommandRun.of(command).succeeds().out();
        Files.delete(table);
        assertThat(CommandRun.of(command).succeeds().out()).isEqualTo(before);
    }

    @Test
    void whatWasHeldOutIsTestedAgain() {
        CommandRun trained = CommandRun.of("train", model, "--seed", 7, "--save", weights, "--format", "json");
        String loss = loss(trained.succeeds().lastLine());
        Object[] test = {"train", model, "--test-only", "--format", "json"};
        assertThat(loss(with(test, "--load").lastLine())).isEqualTo(loss);
        assertThat(loss(with(test, "--weights").lastLine())).isEqualTo(loss);
        CommandRun.of("train", model, "--load", weights, "--seed", 8)
                .failsInOneLine("it was trained with seed 7; leave --seed out, or take --weights to begin afresh");
    }

    private CommandRun with(Object[] test, String option) {
        return CommandRun.of(test[0], test[1], test[2], test[3], test[4], option, weights);
    }

    private static String loss(String json) {
        return json.replaceAll(".*\"test_loss\":([^,}]*).*", "$1");
    }

    @Test
    void bestEpochsAndCheckpointsKnowItToo() {
        Path best = folder.resolve("best.safetensors");
        Path checkpoint = folder.resolve("c.safetensors");
        CommandRun.of("train", model, "--best", best, "--checkpoint", checkpoint)
                .succeeds();
        for (Path file : new Path[] {weights, best, checkpoint}) {
            assertThat(notes(file)).containsKey("scaling.x").doesNotContainKey("scaling.y");
        }
    }

    private static Map<String, String> notes(Path file) {
        try (var reader = Safetensors.open(file)) {
            return Map.copyOf(reader.metadata());
        }
    }

    @Test
    void aDamagedNoteIsRefused() {
        for (String note : new String[] {"", "1", "1/2/3", "1 x/2 3", "1/2 3", "NaN/1"}) {
            Safetensors.write(weights, Map.of("scaling.x", note), List.of());
            CommandRun.of("predict", model, "--weights", weights, "--data", "train")
                    .failsInOneLine("w.safetensors: its notes about the training data are damaged: take another one");
        }
    }

    @Test
    void aTextThatScalesMoreThanBeforeIsRefused() throws IOException {
        String text = Files.readString(model);
        Files.writeString(
                model,
                text.replace("standardise(csv(", "standardise(min_max(csv(").replace("\"b\"]))", "\"b\"])))"));
        CommandRun.of("predict", model, "--weights", weights, "--data", "train")
                .fails("the training of these weights scaled less often here; train again with this text");
        Files.writeString(model, text.replace("[\"a\", \"b\"]", "[\"a\", \"b\", \"a\"]"));
        CommandRun.of("predict", model, "--weights", weights, "--data", "train")
                .fails("the scaling was learnt from 2 features, the column has 3");
    }
}
