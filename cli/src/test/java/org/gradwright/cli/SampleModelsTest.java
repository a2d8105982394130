// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sample is in canonical form, has right gradients, and trains on its data. */
class SampleModelsTest {
    private static final Path SAMPLES = Path.of("../samples");

    static List<Path> models() throws IOException {
        try (Stream<Path> files = Files.walk(SAMPLES, 2)) {
            return files.filter(f -> f.toString().endsWith(".graph")).sorted().toList();
        }
    }

    /** The first sample has parameters by the hundred thousand; here it is enough to check a few of each. */
    @ParameterizedTest
    @MethodSource("models")
    void isRightAndInForm(Path model) {
        CommandRun.of("fmt", "--check", model).succeeds();
        assertThat(CommandRun.of("check", model, "--samples", 5).succeeds().out())
                .contains("no gradient is wrong");
    }

    @ParameterizedTest
    @MethodSource("models")
    void trains(Path model) {
        CommandRun run = CommandRun.of("train", model, "--epochs", 2, "--limit", 64, "--format", "json");
        assertThat(run.succeeds().lastLine()).contains("\"epochs\":2").containsPattern("\"train_(\\w+_)?loss\":-?\\d");
    }

    @ParameterizedTest
    @CsvSource({
        "binary-classifier, test_accuracy, 0.95",
        "wine, test_accuracy, 0.9",
        "iris, test_accuracy, 0.95",
        "breast-cancer, test_accuracy, 0.96"
    })
    void endsAsItsPageSays(String name, String measure, double least) {
        Path model = SAMPLES.resolve(name).resolve(name + ".graph");
        String json =
                CommandRun.of("train", model, "--format", "json").succeeds().lastLine();
        assertThat(Double.parseDouble(json.replaceAll(".*\"" + measure + "\":([^,}]+).*", "$1")))
                .isGreaterThan(least);
    }
}
