// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckNumericsTest {
    @TempDir
    private Path folder;

    /** A model of numbers x whose loss, on line 3, is the mean of an expression of x and the parameter a. */
    private Path model(String expression, String x, String fit) {
        return Samples.write(folder, "m.graph", """
                input x : real[batch]
                param a : real = 1
                loss = mean(%s)
                train loss with sgd(lr = 0.01)
                data train { x = %s }
                fit { %s }
                """.formatted(expression, x, fit));
    }

    private static CommandRun train(Path model, Object... more) {
        var arguments = new java.util.ArrayList<Object>(java.util.List.of("train", model, "--check-numerics"));
        arguments.addAll(java.util.List.of(more));
        return CommandRun.of(arguments.toArray());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a * log(x)             | the loss is minus infinite in | m.graph:3:17: `log` of `x` 0.0 is minus infinite | epsilon",
                "a * (x / x)            | the loss is not a number in   | m.graph:3:20: `div` of `x` 0.0 and `x` 0.0 is not a number | epsilon",
                "a * exp(100 - 1e6 * x) | the loss is infinite in       | m.graph:3:17: `exp` of 100 is infinite | precision",
                "a * sqrt(x - 0.5)      | the loss is not a number in   | `sqrt` of -0.5 is not a number | epsilon",
            })
    void namesTheOperationAndTheRow(String expression, String loss, String fact, String help) {
        Path model = model(expression, "[1, 2, 3, 4, 0, 5]", "batch = 3");
        train(model).fails("error: " + loss, fact, "  3 | loss = mean(", "example 5 of `data train`", help);
    }

    @Test
    void tellsTheLineOfTheTableThoughAPartIsHeldOut() {
        Samples.write(folder, "points.csv", "b,v\n9,1\n9,2\n\n9,3\n9,4\n9,1e39\n9,5\n9,6\n9,7\n9,8\n9,9\n");
        Path model = model("a * x", "csv(\"points.csv\", column = \"v\")", "batch = 2, seed = 2, test = 0.2");
        train(model)
                .fails("m.graph:1:7: `x` is infinite", "example 5 of `data train` (points.csv:7)", "correct the data");
    }

    @Test
    void aTableWithANumberThatIsNoneIsRefusedAtItsLine() {
        Samples.write(folder, "points.csv", "v\n1\nNaN\n2\n");
        train(model("a * x", "csv(\"points.csv\", column = \"v\")", "")).fails("points.csv:3: column v", "`NaN`");
    }

    @Test
    void findsTheFirstStepOfAnExplosionEachTime() {
        Path model = Samples.write(folder, "steep.graph", """
                input x : real[batch, 2]
                h = dense(x, 3)
                loss = mean(h^2)
                train loss with sgd(lr = 0.2)
                data train { x = [[1, 2], [3, 4], [5, 6], [7, 8]] }
                fit { batch = 2, epochs = 300 }
                """);
        String first = train(model)
                .fails(
                        "steep.graph:3:14: `square` of `h` ",
                        " is infinite",
                        "row ",
                        "of the batch",
                        "smaller learning rate")
                .err();
        assertThat(train(model).err()).isEqualTo(first);
        assertThat(first).containsPattern("the loss is infinite in epoch \\d\\d, step [12]\n");
        CommandRun.of("train", model).failsInOneLine("--check-numerics");
    }

    /** The root has no slope at 0: the loss stays finite, and all weights are lost. */
    @Test
    void noticesLostWeightsAtTheEnd() {
        Path model = model("sqrt(a * (x - x))", "[1, 2]", "batch = 2");
        train(model).fails("weights are not finite after epoch 1, step 1", "in the gradients or the update");
    }

    private Path masked(String loss) {
        return Samples.write(folder, "masked.graph", """
                input x : real[batch, 3]
                input seen : bool[batch, 3]
                param a : real = 1
                z = where(seen, a * x, -infinity)
                p = softmax(z)
                loss = %s
                train loss with sgd(lr = 0.1)
                data train {
                  x = [[1, 2, 3], [3, 2, 0]]
                  seen = [[1, 1, 0], [0, 1, 1]]
                }
                fit { batch = 2 }
                """.formatted(loss));
    }

    @Test
    void anInfinityThatTheModelWritesIsNotToBlame() {
        train(masked("mean(p * x) + mean(log(x[:, 2]))")).fails("masked.graph:6:", "`log` of 0.0");
    }

    @Test
    void unlessItReachesTheLoss() {
        train(masked("mean(z)")).fails("masked.graph:4:", "an infinity that the model writes here reaches the result");
    }

    /** Of the second of three examples the third of four parts has a zero where the others have none. */
    private Path looping(String loop) {
        return Samples.write(folder, "loop.graph", """
                input x : real[batch, time]
                param a : real = 1
                %s
                loss = mean(y)
                train loss with sgd(lr = 0.1)
                data train { x = [[1, 2, 3, 4], [5, 6, 0, 7], [8, 9, 1, 2]] }
                fit { batch = 4 }
                """.formatted(loop));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "scan u in steps(x, axis = 1) with h = zeros([batch]) {; next h = a * h + log(u); emit y = h; }"
                        + "| loop.graph:4:18: `log` of `u` 0.0 is minus infinite | 3 of 4 | example 2",
                "scan u in steps(x, axis = 1, reverse = true) with h = ones([batch]) {; next h = a * h / u; emit y = h; }"
                        + "| loop.graph:4:16: `div` of | 3 of 4 | example 2",
                "scan u in steps(x, axis = 1) with h = zeros([batch]) {; next h = h + sqrt(a * u); emit y = h; }"
                        + "| in the gradients or the update | 3 of 4 | example 2",
                "scan u in steps(x, axis = 1) with h = zeros([batch]) {; next h = h + a * exp(-infinity * u); emit y = h; }"
                        + "| loop.graph:4: | 3 of 4 | example 2",
                "scan u in steps(x, axis = 0) with h = 0 {; scan v in steps(u, axis = 0) with k = 1 {; next k = k / v; }; next h = h + a * k; }; y = h"
                        + "| loop.graph:5:12: `div` of | 3 of 4 | in part 3 of 3 of the loop",
            })
    void findsThePartOfALoop(String loop, String fact, String part, String more) {
        train(looping(loop.replace("; ", "\n"))).fails(fact, "in part " + part + " of the loop\n", more);
    }

    /** The zero is drawn: the step that is traced must draw as the one that failed. */
    @Test
    void randomNumbersAreDrawnAgain() {
        Path model = Samples.write(folder, "drawn.graph", """
                input x : real[batch]
                param a : real = 1
                draw = where(random_uniform([batch]) < 0.01, 0, 1)
                loss = mean(a * x / draw)
                train loss with adam(lr = 0.001)
                data train { x = [1, 2, 3, 4] }
                fit { batch = 2, epochs = 500 }
                """);
        train(model).fails("drawn.graph:4:", "`div` of ", " and `draw` 0.0 is infinite", "row ");
    }

    @Test
    void aModelThatTakesOneExampleNamesIt() {
        Path model = Samples.write(folder, "one.graph", """
                input x : real
                param a : real = 1
                loss = a * log(x)
                train loss with sgd(lr = 0.1)
                data train { x = [3, 2, 0, 1] }
                """);
        train(model).fails("`log` of `x` 0.0", "example 3 of `data train`");
    }

    @Test
    void namesTheTrainLinesOwnStep() {
        Path model = Samples.write(folder, "two.graph", """
                input x : real[batch]
                param a, b : real = 1
                first  = mean(a * x)
                second = mean(b * log(x))
                train one : first with adam(lr = 0.1) over a
                train two : second with adam(lr = 0.1) over b
                data train { x = [1, 2, 0] }
                fit { batch = 3 }
                """);
        train(model).fails("two.graph:4:", "`log` of `x` 0.0");
    }

    @Test
    void changesNothingWhileAllIsWell() {
        Path model = Samples.flowers(folder, "fit { batch = 10, epochs = 30 }");
        Path plain = folder.resolve("plain.safetensors");
        Path checked = folder.resolve("checked.safetensors");
        CommandRun.of("train", model, "--save", plain).succeeds();
        train(model, "--save", checked).succeeds();
        assertThat(checked).hasSameBinaryContentAs(plain);
    }
}
