// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {
    private static final String FIT = "fit { batch = 10, epochs = 20, seed = 4, test = 0.2 }";

    @TempDir
    private Path folder;

    private static double number(String json, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\":([-0-9.eE]+)").matcher(json);
        assertThat(matcher.find()).as(name + " in " + json).isTrue();
        return Double.parseDouble(matcher.group(1));
    }

    @Test
    void learnsFromColumnsAndIsTestedWithTheRest() {
        CommandRun run = CommandRun.of("train", Samples.flowers(folder, FIT), "--format", "json");
        run.succeeds();
        assertThat(run.lines()).hasSize(22);
        assertThat(run.lines().get(0)).contains("42 parameters in f32", "72 examples, 18 to test with");
        assertThat(run.lines().get(20)).startsWith("epoch 20: train loss ").contains("; test loss ");
        assertThat(number(run.lastLine(), "test_accuracy")).isGreaterThan(0.85);
        assertThat(number(run.lastLine(), "epochs")).isEqualTo(20);
        assertThat(number(run.lastLine(), "steps")).isEqualTo(20 * 8);
        assertThat(number(run.lastLine(), "train_loss")).isLessThan(0.3);
        assertThat(number(run.lastLine(), "steps_per_second")).isPositive();
        assertThat(number(run.lastLine(), "seconds")).isPositive();
    }

    @Test
    void optionsReplaceFit() {
        Path model = Samples.flowers(folder, FIT);
        CommandRun run = CommandRun.of(
                "train", model, "--epochs", 2, "--batch", 30, "--seed", 9, "--precision", "f64", "--limit", 60);
        run.succeeds();
        assertThat(run.lines().get(0)).contains("in f64", "60 examples", "batch 30", "seed 9");
        assertThat(run.lastLine()).startsWith("4 steps");
    }

    @Test
    void goesOnWhereItStopped() {
        Path model = Samples.flowers(folder, "fit { batch = 30, epochs = 1 }");
        Path saved = folder.resolve("w.safetensors");
        CommandRun.of("train", model, "--save", saved).succeeds();
        CommandRun further = CommandRun.of("train", model, "--load", saved, "--format", "json");
        assertThat(number(further.succeeds().lastLine(), "steps")).isEqualTo(3);
    }

    @Test
    void testsWithoutTraining() {
        Path model = Samples.flowers(folder, FIT);
        Path saved = folder.resolve("w.safetensors");
        CommandRun trained = CommandRun.of("train", model, "--save", saved, "--format", "json");
        CommandRun tested = CommandRun.of("train", model, "--weights", saved, "--test-only", "--format", "json");
        assertThat(number(tested.succeeds().lastLine(), "test_loss"))
                .isEqualTo(number(trained.succeeds().lastLine(), "test_loss"));
    }

    @Test
    void equalSeedsGiveEqualRuns() {
        Path model = Samples.flowers(folder, FIT);
        String first = CommandRun.of("train", model, "--format", "json").lastLine();
        String second = CommandRun.of("train", model, "--format", "json").lastLine();
        assertThat(number(second, "train_loss")).isEqualTo(number(first, "train_loss"));
    }

    @Test
    void examplesMayLieAlongAnyAxis() {
        Path model = Samples.write(folder, "columns.graph", """
                graph Columns
                precision f64
                input X : real[2, m]
                input Y : real[1, m]
                param W : real[2, 1] = zeros
                yhat = W' @ X
                output yhat
                J = mean((yhat - Y)^2)
                train J with sgd(lr = 0.2)
                data train {
                  X = [[1, 0], [0, 1], [1, 1], [2, 1]]
                  Y = [3, -1, 2, 5]
                }
                fit { batch = 3, epochs = 300 }
                """);
        Path saved = folder.resolve("w.safetensors");
        CommandRun.of("train", model, "--save", saved).succeeds();
        CommandRun predicted = CommandRun.of("predict", model, "--weights", saved, "--data", "train")
                .succeeds();
        assertThat(predicted.lines().get(0)).isEqualTo("yhat[0]");
        assertThat(predicted.lines().stream().skip(1).map(line -> Math.round(Double.parseDouble(line))))
                .containsExactly(3L, -1L, 2L, 5L);
    }

    @Test
    void aModelWithoutBatchTakesOneExampleAStep() {
        Path model = Samples.write(folder, "one.graph", """
                input x, t : real
                param a, b : real = 0
                y = a * x + b
                output y
                loss = (y - t)^2
                train loss with sgd(lr = 0.1)
                data train { x = [0, 1, 2], t = [1, 3, 5] }
                fit { epochs = 100 }
                """);
        CommandRun run = CommandRun.of("train", model, "--format", "json");
        assertThat(number(run.succeeds().lastLine(), "steps")).isEqualTo(300);
        assertThat(number(run.lastLine(), "train_loss")).isLessThan(1e-3);
    }

    @Test
    void conditionsAndFixedValuesAreInputsToo() {
        Path model = Samples.write(folder, "kinds.graph", """
                input x    : real[batch, 2]
                input keep : bool[batch]
                input rate : real
                y = dense(x, 1)
                loss = mean(where(keep, y[:, 0]^2, 0)) * rate
                train loss with sgd(lr = 0.1)
                const half = 0.5
                data train { x = [[1, 2], [3, 4], [5, 6]], keep = [1, 0, 1], rate = half }
                """);
        CommandRun.of("train", model).succeeds();
        CommandRun.of("train", Samples.write(folder, "kinds2.graph", read(model).replace("[1, 0, 1]", "[1, 2, 1]")))
                .fails("kinds2.graph:8:", "error[G0505]", "example 1 is 2, neither 0 nor 1");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void saysWhenTheLossIsNoNumber() {
        Path model = Samples.write(folder, "nan.graph", """
                input x : real[batch]
                param a : real = 1
                loss = mean(a * log(x))
                train loss with sgd(lr = 0.1)
                data train { x = [1, -1] }
                fit { batch = 2 }
                """);
        CommandRun.of("train", model).failsInOneLine("not a number", "epoch 1, step 1", "learning rate");
    }

    @Test
    void saysWhenALabelIsNoClass() {
        Path model = Samples.write(folder, "labels.graph", """
                input x : real[batch, 2]
                input y : i32[batch]
                z = dense(x, 2)
                loss = mean(cross_entropy(z, y))
                train loss with sgd(lr = 0.1)
                data train { x = [[1, 2], [3, 4]], y = [0, 2] }
                """);
        CommandRun.of("train", model).failsInOneLine("data train, example 1, epoch 1, step 1", "2 is not in 0..<2");
    }

    @Test
    void namesTheExampleWhoseNumbersAreNone() {
        Path model = Samples.write(folder, "holes.graph", """
                input x : real[batch]
                param a : real = 1
                loss = mean(a * x)
                train loss with sgd(lr = 0.1)
                data train { x = [1, 2, 3, 0, 5, 6, 7, 8] / [1, 1, 1, 0, 1, 1, 1, 1] }
                fit { batch = 8, test = 0.125, seed = 2 }
                """);
        CommandRun.of("train", model)
                .failsInOneLine("the loss is not a number", "data train has example 3, where x is not a finite number");
    }

    @Test
    void needsDataAndATrainLine() {
        Path bare = Samples.write(folder, "bare.graph", Samples.NETWORK);
        CommandRun.of("train", bare).failsInOneLine("bare.graph names no data", "data train {");
        Path untrained = Samples.write(folder, "u.graph", "input x : real[batch]\noutput y = 2 * x\n");
        CommandRun.of("train", untrained).failsInOneLine("u.graph has no `train` line");
    }

    @Test
    void namesMissingFilesAtTheirLine() {
        CommandRun.of("train", folder.resolve("none.graph")).fails("none.graph:1:1: error[G0001]");
        Path model = Samples.write(folder, "m.graph", Samples.NETWORK + Samples.CSV_DATA);
        CommandRun.of("train", model)
                .fails("m.graph:16:23: error[G0504]", "no such file", "m.graph:17:", "relative to the folder");
    }

    @Test
    void refusesDamagedData() throws IOException {
        Path model = Samples.write(folder, "m.graph", Samples.NETWORK + """
                data train { x = idx("x.idx") / 255, y = idx("y.idx") }
                """);
        Samples.idx(folder, "x.idx", 5, 2);
        Samples.idx(folder, "y.idx", 5);
        CommandRun.of("train", model).succeeds();
        Path x = folder.resolve("x.idx");
        byte[] bytes = Files.readAllBytes(x);
        Files.write(x, java.util.Arrays.copyOf(bytes, bytes.length - 3));
        CommandRun.of("train", model).fails("m.graph:15:18: error[G0504]", "x.idx");
        Samples.idx(folder, "x.idx", 5, 3);
        CommandRun.of("train", model)
                .fails("error[G0505]", "5 examples of shape [3], but `x : real[batch, 2]` takes examples of shape [2]");
        Samples.idx(folder, "x.idx", 4, 2);
        CommandRun.of("train", model).fails("error[G0505]", "y has 5 examples, but x has 4");
    }

    @Test
    void refusesDamagedTables() {
        Path model = Samples.flowers(folder, "");
        Samples.write(folder, "flowers.csv", "a,b,kind\n1,2,left\n1,x,right\n");
        CommandRun.of("train", model).fails("model.graph:16:", "flowers.csv:3: column b", "is not a number");
        Samples.write(folder, "flowers.csv", "a,kind\n1,left\n");
        CommandRun.of("train", model).fails("has no column `b`");
        Samples.write(folder, "flowers.csv", "a,b,kind\n1,2,up\n");
        CommandRun.of("train", model).fails("`up` is none of the classes");
    }

    @Test
    void pointsAtWhatDataCannotCompute() {
        Path model = Samples.write(folder, "m.graph", Samples.NETWORK + """
                data train {
                  x = sqare([[1, 2]])
                  y = [1] % 2
                }
                """);
        CommandRun.of("train", model)
                .fails("m.graph:16:7: error[G0503]: `data` has no function `sqare`", "m.graph:17:", "`%`");
    }

    @Test
    void refusesSettingsThatFitDoesNotHave() {
        Path model = Samples.flowers(folder, "fit { epoch = 5, batch = 0.5 }");
        CommandRun.of("train", model).fails("error[G0506]", "did you mean `epochs`?", "`batch` must be a whole number");
    }

    @Test
    void refusesDamagedAndForeignWeights() throws IOException {
        Path model = Samples.flowers(folder, "");
        Path weights = folder.resolve("w.safetensors");
        CommandRun.of("train", model, "--load", weights).failsInOneLine("w.safetensors: it cannot be read");
        CommandRun.of("train", model, "--save", weights).succeeds();
        byte[] bytes = Files.readAllBytes(weights);
        bytes[bytes.length - 1] ^= 1;
        Files.write(weights, bytes);
        CommandRun.of("train", model, "--load", weights).failsInOneLine("w.safetensors: its checksum is");
        Files.write(weights, new byte[3]);
        CommandRun.of("train", model, "--weights", weights).failsInOneLine("w.safetensors", "3 bytes");
    }

    @Test
    void anyNumberOfThreadsTrainsTheSame() throws IOException {
        Path model = Samples.flowers(folder, "");
        Path alone = folder.resolve("alone.safetensors");
        Path together = folder.resolve("together.safetensors");
        System.setProperty("gradwright.divide", "always");
        try {
            CommandRun.of("train", model, "--threads", 1, "--save", alone).succeeds();
            CommandRun.of("train", model, "--threads", 3, "--save", together).succeeds();
        } finally {
            System.clearProperty("gradwright.divide");
        }
        assertThat(together).hasSameBinaryContentAs(alone);
    }

    @Test
    void wrongUseIsCode2() {
        CommandRun run = CommandRun.of("train", Samples.flowers(folder, ""), "--epochs", 0);
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("--epochs must be at least 1, not 0").doesNotContain("\tat ");
        for (String threads : new String[] {"0", "-3", "257", "all"}) {
            CommandRun wrong = CommandRun.of("train", "m.graph", "--threads", threads);
            assertThat(wrong.exit()).isEqualTo(2);
            assertThat(wrong.err()).contains("--threads").contains(threads).doesNotContain("\tat ");
        }
        assertThat(CommandRun.of("train").exit()).isEqualTo(2);
        assertThat(CommandRun.of("train", "m.graph", "--dim", "batch=3").err()).contains("use --batch");
        assertThat(CommandRun.of("train", "m.graph", "--format", "xml").exit()).isEqualTo(2);
        assertThat(CommandRun.of().exit()).isEqualTo(2);
        assertThat(CommandRun.of("trane").err()).contains("Did you mean: gradwright train");
    }

    @Test
    void learnsToReadDigits() {
        Path model = Path.of("..", "samples", "mnist", "mnist.graph");
        CommandRun run =
                CommandRun.of("train", model, "--limit", 2000, "--epochs", 1, "--batch", 50, "--format", "json");
        assertThat(number(run.succeeds().lastLine(), "test_accuracy")).isGreaterThan(0.8);
    }
}
