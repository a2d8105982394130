// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiagnoseCommandTest {
    @TempDir
    private Path folder;

    /** A network of one hidden layer h, on line 4, which these lines define. */
    private Path model(String hidden) {
        return Samples.write(folder, "m.graph", """
                input x : real[batch, 6]
                input t : real[batch]
                param W : real[6, 10] = glorot_uniform
                %s
                y = dense(h, 1)[:, 0]
                loss = mean((y - t)^2)
                train loss with sgd(lr = 0.01)
                """.formatted(hidden));
    }

    private static Path sample(String name) {
        return Path.of("..", "samples", name, name + ".graph");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "h = relu(x @ W - 100)        | dead ReLUs: in h 10 of 10 units are 0",
                "h = tanh(300 * (x @ W))      | saturated activations: in h ",
                "h = sigmoid(300 * (x @ W))   | saturated activations: in h ",
                "h = batch_norm(0 * (x @ W) + 1) | constant features in a batch normalisation: in h 10 of 10 features",
                "h = 1e-5 * sigmoid(1e-1 * (x @ W)) | vanishing gradients: the gradient of h ",
                "h = log(x @ W)               | a value is not finite: the value of h is NaN",
            })
    void namesEachFaultAtItsLine(String hidden, String fault) {
        CommandRun run = CommandRun.of("diagnose", model(hidden));
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).contains("m.graph:4: " + fault, "\n  help: ");
        assertThat(run.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"relu(x @ W)", "tanh(x @ W)", "sigmoid(x @ W)", "batch_norm(x @ W)", "silu(40 * (x @ W))"})
    void findsNothingInHealthyLayers(String hidden) {
        CommandRun run = CommandRun.of("diagnose", model("h = " + hidden)).succeeds();
        assertThat(run.lastLine()).isEqualTo("nothing is found");
        assertThat(run.lines().get(0)).contains("256 random examples, first weights of seed 1");
    }

    @Test
    void gradientsExplodeWithLargeWeights() {
        Path model = Samples.write(folder, "deep.graph", """
                input x : real[batch, 16]
                input t : real[batch]
                for l in 0..<6 with h = x {
                  next h = dense(h, 16, activation = relu, init = normal(3))
                }
                y = dense(h, 1)[:, 0]
                loss = mean((y - t)^2)
                train loss with sgd(lr = 0.01)
                """);
        CommandRun run = CommandRun.of("diagnose", model);
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out())
                .contains("deep.graph:4: exploding gradients: the gradient of h[0] is ", "clip_norm(1)")
                .doesNotContain("vanishing");
    }

    @Test
    void theSigmoidNetworkOfTwentyLayersHasVanishingGradients() {
        CommandRun run = CommandRun.of("diagnose", sample("sigmoid-mlp"));
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.lines().get(0)).isEqualTo("SigmoidMlp: 150 examples of `data train`, first weights of seed 1");
        assertThat(run.lines().stream().filter(line -> line.startsWith("sigmoid-mlp.graph:")))
                .singleElement()
                .asString()
                .matches(
                        "sigmoid-mlp.graph:15: vanishing gradients: the gradient of y\\[0\\] is .*e-18 times that of last, "
                                + "a factor of 0.12 a layer; 16 layers of this line .*");
        assertThat(run.out()).contains("layer  line  activation  gradient  from 1e-19 to 1e0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "affine-softmax",
                "binary-classifier",
                "breast-cancer",
                "critic",
                "diabetes",
                "digits",
                "iris",
                "lenet",
                "maml",
                "relu-13",
                "sin-exp-cos",
                "two-branch",
                "wine"
            })
    void theOtherSamplesAreHealthy(String name) {
        assertThat(CommandRun.of("diagnose", sample(name)).succeeds().out()).contains("nothing is found");
    }

    @Test
    void followsARun() throws IOException {
        Path page = folder.resolve("page.html");
        CommandRun run = CommandRun.of("diagnose", sample("iris"), "--steps", 40, "--html", page)
                .succeeds();
        assertThat(run.lines())
                .anyMatch(line -> line.matches("0 +1\\.0.*"))
                .anyMatch(line -> line.matches("40 +0\\..*"));
        assertThat(Files.readString(page))
                .contains("<svg", "Nothing is found.", "class=\"gradient start\"", "prefers-color-scheme: dark")
                .contains("examples of <code>data train</code>");
    }

    /** The first step throws the weights so far that no unit answers any more. */
    @Test
    void saysWhenAFaultBegins() {
        Path model = Samples.write(folder, "thrown.graph", """
                input x : real[batch, 2]
                input t : real[batch]
                h = dense(x, 16, activation = relu)
                y = dense(h, 1)[:, 0]
                loss = mean((y - t)^2)
                train loss with sgd(lr = 3)
                data train {
                  x = [[1, 2], [2, 1], [3, 3], [1, 1]]
                  t = [-9, -8, -9, -7]
                }
                """);
        assertThat(CommandRun.of("diagnose", model, "--steps", 3).out())
                .containsPattern("thrown.graph:3: dead ReLUs: after steps? .*3, in h 1[0-9] of 16 units");
    }

    @Test
    void aRunEndsWhereTheNumbersEnd() {
        Path model = Samples.write(folder, "steep.graph", """
                input x : real[batch, 2]
                h = dense(x, 3)
                loss = mean(h^2)
                train loss with sgd(lr = 1e30)
                """);
        CommandRun run = CommandRun.of("diagnose", model, "--steps", 20);
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).contains("steep.graph:2: a value is not finite: after step ", "--check-numerics");
        assertThat(run.out()).doesNotContain("\n20 ");
    }

    @Test
    void namesOfTheModelStayTextOnThePage() throws IOException {
        Path model = Files.move(model("h = relu(x @ W - 100)"), folder.resolve("<b>&'\".graph"));
        Path page = folder.resolve("page.html");
        CommandRun.of("diagnose", model, "--html", page);
        assertThat(Files.readString(page))
                .contains("&lt;b&gt;&amp;&#39;&quot;.graph:4")
                .doesNotContain("<b>&'");
    }

    @Test
    void saysWhatIsMissing() {
        Path untrained = Samples.write(folder, "u.graph", "input x : real[batch]\noutput y = 2 * x\n");
        CommandRun.of("diagnose", untrained).failsInOneLine("u.graph has no `train` line", "add one");
        CommandRun.of("diagnose", model("h = x @ W"), "--data", "test")
                .failsInOneLine("no block `data test`", "random examples");
        CommandRun.of("diagnose", sample("iris"), "--data", "test")
                .failsInOneLine("no block `data test`; it has train");
        assertThat(CommandRun.of("diagnose", sample("iris"), "--steps", 0).exit())
                .isEqualTo(2);
    }
}
