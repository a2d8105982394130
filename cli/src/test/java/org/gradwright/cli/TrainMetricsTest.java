// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which metrics {@code train} reports, its history, and when it ends. */
class TrainMetricsTest {
    private static final String FIT = "fit { batch = 10, epochs = 4, seed = 4, test = 0.2 }";

    @TempDir
    private Path folder;

    private Path network(String network, String targets) {
        return Samples.write(folder, "net.graph", """
                input x : real[batch, 2]
                %s
                train loss with adam(lr = 0.1)
                data train {
                  x = [[0, -3], [0, 3], [1, -3], [1, 3], [0.1, -2], [0, 2.9], [1, -3.2], [1, 2.1]]
                  t = %s
                }
                fit { epochs = 30, test = 0.5 }
                """.formatted(network, targets));
    }

    private static String lastEpoch(CommandRun run) {
        run.succeeds();
        return run.lines().stream()
                .filter(l -> l.startsWith("epoch "))
                .reduce((a, b) -> b)
                .orElseThrow();
    }

    private static final String SCORES = """
            input t : i32[batch]
            z = dense(x, 2)
            output p = softmax(z)
            loss = mean(cross_entropy(z, t))""";

    @Test
    void classesHaveAccuracyAndF1() {
        Path model = network(SCORES, "[0, 1, 0, 1, 0, 1, 0, 1]");
        assertThat(lastEpoch(CommandRun.of("train", model))).contains("; test loss ", ", accuracy 1.00000, f1 1.00000");
    }

    @Test
    void numbersHaveMaeAndR2() {
        Path model = network("""
                input t : real[batch]
                y = dense(x, 1)[:, 0]
                output y
                loss = mean((y - t)^2)""", "[-3, 3, -2, 4, -1.9, 2.9, -2.2, 3.1]");
        assertThat(lastEpoch(CommandRun.of("train", model, "--epochs", 300)))
                .containsPattern("mae 0\\.0\\d+, r2 (0\\.99|1\\.0)");
    }

    @Test
    void probabilitiesOfAYesAreClassesToo() {
        Path model = network("""
                input t : real[batch, 1]
                y = sigmoid(dense(x, 1))
                output y
                loss = mean(bce(y, t))""", "[0, 1, 0, 1, 0, 1, 0, 1]");
        assertThat(lastEpoch(CommandRun.of("train", model))).contains("accuracy 1.00000, f1 1.00000");
    }

    @Test
    void rowsOfOneAndZerosAreClasses() {
        Path model = network("""
                input t : real[batch, 2]
                p = softmax(dense(x, 2))
                output p
                loss = -mean(t * log(p))""", "one_hot([0, 1, 0, 1, 0, 1, 0, 1], 2)");
        assertThat(lastEpoch(CommandRun.of("train", model, "--metric", "top-1,top-2")))
                .contains("top-1 1.00000, top-2 1.00000");
    }

    @Test
    void aModelsOwnMetricsSufficeUnlessOthersAreAskedFor() {
        Path model = Samples.flowers(folder, FIT);
        String own = lastEpoch(CommandRun.of("train", model));
        assertThat(own).contains("accuracy ").doesNotContain("f1 ");
        String asked = lastEpoch(CommandRun.of("train", model, "--metric", "accuracy,f1"));
        assertThat(asked.replaceAll(", f1 [0-9.]+|, [0-9.]+ s", "")).isEqualTo(own.replaceAll(", [0-9.]+ s", ""));
    }

    @Test
    void anOutputCanBeComparedWithItsOwnInput() {
        Path model = Samples.write(folder, "auto.graph", """
                input x : real[batch, 2]
                output y = dense(x, 2)
                loss = mean((y - x)^2)
                train loss with adam(lr = 0.05)
                data train { x = [[0, 1], [1, 0], [2, 1], [3, 3], [1, 2]] }
                fit { epochs = 2, test = 0.4 }
                """);
        assertThat(lastEpoch(CommandRun.of("train", model))).doesNotContain("mae");
        assertThat(lastEpoch(CommandRun.of("train", model, "--score", "y=x"))).contains("mae ", "r2 ");
        CommandRun.of("train", model, "--metric", "mae").failsInOneLine("--score OUTPUT=INPUT");
        CommandRun.of("train", model, "--score", "z=x").failsInOneLine("no output `z`; it has y");
        CommandRun.of("train", model, "--score", "y=z").failsInOneLine("no input `z`; it has x");
    }

    @Test
    void saysWhatDoesNotGoTogether() {
        Path model = network(SCORES, "[0, 1, 0, 1, 0, 1, 0, 1]");
        CommandRun.of("train", model, "--metric", "mae")
                .failsInOneLine(
                        "--metric mae needs numbers, but `t : i32[batch]` tells classes", "choose from accuracy");
        CommandRun.of("train", model, "--metric", "auc").failsInOneLine("there is no metric `auc`");
        CommandRun.of("train", Samples.flowers(folder, "fit { epochs = 1 }"), "--patience", 2)
                .failsInOneLine("there are no data to test with");
        assertThat(CommandRun.of("train", model, "--patience", 0).exit()).isEqualTo(2);
    }

    /** Labels by lot cannot be learned, so the loss of the test soon rises. */
    private Path unlearnable() {
        var x = new ArrayList<String>();
        var t = new ArrayList<String>();
        var random = new java.util.Random(5);
        for (int i = 0; i < 24; i++) {
            x.add("[" + random.nextGaussian() + ", " + random.nextGaussian() + "]");
            t.add(Integer.toString(random.nextInt(2)));
        }
        return Samples.write(folder, "lot.graph", """
                input x : real[batch, 2]
                input t : i32[batch]
                h = dense(x, 64, activation = tanh)
                z = dense(h, 2)
                output p = softmax(z)
                loss = mean(cross_entropy(z, t))
                train loss with adam(lr = 0.05)
                data train {
                  x = [%s]
                  t = [%s]
                }
                fit { epochs = 100, test = 0.5 }
                """.formatted(String.join(", ", x), String.join(", ", t)));
    }

    @Test
    void endsWhenItGetsNoBetterAndKeepsTheBest() throws IOException {
        Path best = folder.resolve("best.safetensors");
        Path last = folder.resolve("last.safetensors");
        Path history = folder.resolve("history.jsonl");
        CommandRun run = CommandRun.of(
                "train",
                unlearnable(),
                "--patience",
                5,
                "--best",
                best,
                "--save",
                last,
                "--history",
                history,
                "--format",
                "json");
        JsonNode end = new ObjectMapper().readTree(run.succeeds().lastLine());
        int bestEpoch = end.get("best_epoch").intValue();
        List<JsonNode> epochs = epochs(history);
        assertThat(epochs).hasSize(bestEpoch + 5).hasSizeLessThan(100);
        assertThat(end.get("epochs").intValue()).isEqualTo(epochs.size());
        assertThat(epochs.stream()
                        .mapToDouble(e -> e.get("test_loss").doubleValue())
                        .min())
                .hasValue(epochs.get(bestEpoch - 1).get("test_loss").doubleValue());
        CommandRun tested =
                CommandRun.of("train", folder.resolve("lot.graph"), "--load", best, "--test-only", "--format", "json");
        assertThat(new ObjectMapper().readTree(tested.succeeds().lastLine()).get("test_loss"))
                .isEqualTo(epochs.get(bestEpoch - 1).get("test_loss"));
        assertThat(last).exists();
    }

    @Test
    void saysWhyItEnded() {
        CommandRun run = CommandRun.of("train", unlearnable(), "--patience", 3, "--watch", "accuracy");
        assertThat(run.succeeds().out()).containsPattern("no better epoch since; the best was epoch \\d+: test loss ");
        CommandRun.of("train", unlearnable(), "--watch", "f2").failsInOneLine("write max:f2 or min:f2");
    }

    private static List<JsonNode> epochs(Path history) throws IOException {
        var epochs = new ArrayList<JsonNode>();
        for (String line : Files.readAllLines(history)) {
            epochs.add(new ObjectMapper().readTree(line));
        }
        return epochs;
    }

    @Test
    void historyHasAnObjectAnEpoch() throws IOException {
        Path history = folder.resolve("history.jsonl");
        Path model = Samples.flowers(folder, FIT);
        CommandRun run = CommandRun.of("train", model, "--history", history, "--format", "json");
        JsonNode end = new ObjectMapper().readTree(run.succeeds().lastLine());
        List<JsonNode> epochs = epochs(history);
        assertThat(epochs).extracting(e -> e.get("epoch").intValue()).containsExactly(1, 2, 3, 4);
        assertThat(epochs).extracting(e -> e.get("steps").intValue()).containsExactly(8, 16, 24, 32);
        assertThat(epochs).allSatisfy(e -> assertThat(e.get("lr").doubleValue()).isEqualTo(0.05));
        assertThat(epochs.get(3).get("train_loss")).isEqualTo(end.get("train_loss"));
        assertThat(epochs.get(3).get("test_accuracy")).isEqualTo(end.get("test_accuracy"));
    }

    @Test
    void historyFollowsTheSchedule() throws IOException {
        Path history = folder.resolve("history.jsonl");
        Path model = Samples.flowers(folder, FIT);
        String linear = Files.readString(model).replace("lr = 0.05", "lr = linear(0.08, steps = 32)");
        CommandRun.of("train", Samples.write(folder, "linear.graph", linear), "--history", history)
                .succeeds();
        assertThat(epochs(history))
                .extracting(e -> (float) e.get("lr").doubleValue())
                .containsExactly(0.0625f, 0.0425f, 0.0225f, 0.0025f);
    }

    @Test
    void historyFollowsAPlateau() throws IOException {
        Path history = folder.resolve("history.jsonl");
        String still = Files.readString(unlearnable())
                .replace("adam(lr = 0.05)", "sgd(plateau(1e-9, every = 1, patience = 0, factor = 0.5))");
        CommandRun.of("train", Samples.write(folder, "plateau.graph", still), "--epochs", 3, "--history", history)
                .succeeds();
        assertThat(epochs(history)).extracting(e -> e.get("lr").doubleValue()).containsExactly(1e-9, 5e-10, 2.5e-10);
    }

    @Test
    void tensorBoardGetsBothRuns() throws IOException {
        Path logs = folder.resolve("logs");
        CommandRun.of("train", Samples.flowers(folder, FIT), "--tensorboard", logs)
                .succeeds();
        try (var files = Files.walk(logs)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(f -> f.getParent().getFileName().toString()))
                    .containsExactlyInAnyOrder("train", "test");
        }
        Path file = Samples.write(folder, "file", "");
        CommandRun.of("train", Samples.flowers(folder, FIT), "--tensorboard", file)
                .failsInOneLine("file: it is a file; name a folder");
    }

    @Test
    void confusionNamesTheClasses() {
        CommandRun run = CommandRun.of("train", Samples.flowers(folder, FIT), "--confusion", "--format", "json");
        assertThat(run.succeeds().out()).containsPattern("(?m)^actual \\\\ predicted +left +right +recall$");
        assertThat(run.lines()).anyMatch(l -> l.startsWith("left  ")).anyMatch(l -> l.startsWith("precision "));
        assertThat(run.lastLine()).startsWith("{");
        Path numbers = network("""
                input t : real[batch]
                y = dense(x, 1)[:, 0]
                output y
                loss = mean((y - t)^2)""", "[-3, 3, -2, 4, -1.9, 2.9, -2.2, 3.1]");
        CommandRun.of("train", numbers, "--confusion")
                .failsInOneLine("--confusion needs up to 1000 classes, but `y` has numbers");
    }

    @Test
    void theReportShowsCurvesSettingsAndConfusion() throws IOException {
        Path page = folder.resolve("report.html");
        Path model = Samples.flowers(folder, FIT);
        CommandRun.of("train", model, "--report", page, "--patience", 3).succeeds();
        assertThat(Files.readString(page))
                .contains("<h1>model.graph</h1>", "<figcaption>loss</figcaption>", "<figcaption>accuracy</figcaption>")
                .contains("<figcaption>learning rate</figcaption>", "class=\"best\"", "<th>left</th><th>right</th>")
                .contains("<td>72, and 18 to test with</td>", "adam(lr = 0.05, beta1 = 0.9");
        Path saved = folder.resolve("w.safetensors");
        CommandRun.of("train", model, "--save", saved).succeeds();
        CommandRun.of("train", model, "--load", saved, "--test-only", "--report", page)
                .succeeds();
        assertThat(Files.readString(page)).contains("<th>left</th>").doesNotContain("<figure>");
    }
}
