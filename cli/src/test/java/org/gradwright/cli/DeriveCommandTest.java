// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

class DeriveCommandTest {
    private static final String MODEL = """
            graph Line
            input x : real[n]
            input t : real[n]
            param w_1 = 2
            param b = 1
            yhat = w_1 * x + b
            loss = mean((yhat - t)^2)
            output yhat
            train loss with sgd(lr = 0.1)
            data train {
              x = [1.0, 2.0]
              t = [2.0, 7.0]
            }
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("line.graph"), MODEL);
    }

    private Path model() {
        return folder.resolve("line.graph");
    }

    @Test
    void derivesEachParameter() {
        String text = CommandRun.of("derive", model()).succeeds().out();
        assertThat(text)
                .contains("ŷ    = w₁ x + b    (n, line 6)")
                .contains("loss = 1/n Σ{i=1..n} ((ŷ − t)²)[i]    (one number, line 7)")
                .contains("= 2/n (ŷ − t)")
                .contains("∂loss/∂w₁ = 2/n Σ{i=1..n} ((ŷ − t) ∘ x)[i]")
                .contains("∂loss/∂b  = 2/n Σ{i=1..n} (ŷ − t)[i]")
                .contains("∂ŷ/∂w₁    n × 1");
    }

    /** y = 3, 5 for t = 2, 7: the errors are 1 and -2, the loss 2.5; 2/2 (1 * 1 - 2 * 2) = -3. */
    @Test
    void carriesNumbersThrough() {
        String text = CommandRun.of("derive", model(), "--values").succeeds().out();
        assertThat(text)
                .contains("ŷ    = [3 5]")
                .contains("loss = 2.5000")
                .contains("∂loss/∂ŷ = [1 −2]")
                .contains("∂loss/∂w₁ = −3")
                .contains("∂loss/∂b = −1");
    }

    @Test
    void derivesWhatIsAskedFor() {
        String text = CommandRun.of("derive", model(), "--of", "yhat", "--wrt", "x")
                .succeeds()
                .out();
        assertThat(text).contains("∂ŷ/∂x").doesNotContain("∂loss");
    }

    @Test
    void namesThatAreNoneAreSaid() {
        CommandRun.of("derive", model(), "--wrt", "v").failsInOneLine("no value `v` for --wrt", "gradwright check");
        CommandRun.of("derive", model(), "--of", "x").failsInOneLine("`x` does not depend on any parameter");
    }

    @Test
    void aBlockThatIsNoneIsSaid() {
        CommandRun.of("derive", model(), "--values", "--data", "test")
                .failsInOneLine("no block `data test`", "it has train");
    }

    @Test
    void formulasOfThePageAreMathMl() throws Exception {
        Path page = folder.resolve("line.html");
        CommandRun.of("derive", model(), "--format", "html", "--values", "-o", page)
                .succeeds();
        Matcher formulas = Pattern.compile("<math.*?</math>").matcher(Files.readString(page));
        var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        int count = 0;
        while (formulas.find()) {
            var formula = builder.parse(new InputSource(new StringReader(formulas.group())));
            assertThat(formula.getDocumentElement().getChildNodes().getLength()).isPositive();
            count++;
        }
        assertThat(count).isGreaterThan(40);
    }

    @ParameterizedTest
    @ValueSource(strings = {"markdown", "latex"})
    void latexHasAFormForEverySign(String format) {
        String text =
                CommandRun.of("derive", model(), "--format", format).succeeds().out();
        assertThat(text).contains("\\frac{2}{n}").contains("\\sum_{i=1}^{n}");
        assertThat(text.codePoints().filter(c -> c > 127 && format.equals("latex")))
                .isEmpty();
    }

    @Test
    void latexCompiles() throws Exception {
        assumeThat(onPath("pdflatex")).as("pdflatex is on the path").isTrue();
        Path source = folder.resolve("line.tex");
        CommandRun.of("derive", model(), "--format", "latex", "--values", "-o", source)
                .succeeds();
        Process latex = new ProcessBuilder("pdflatex", "-interaction=nonstopmode", "-halt-on-error", "line.tex")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("latex.log").toFile())
                .start();
        assertThat(latex.waitFor())
                .as(Files.readString(folder.resolve("latex.log")))
                .isZero();
        assertThat(folder.resolve("line.pdf")).isNotEmptyFile();
    }

    private static boolean onPath(String program) {
        return Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
