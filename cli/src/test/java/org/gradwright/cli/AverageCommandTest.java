// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model that keeps moving averages of its weights is tested and asked with these, unless told otherwise. */
class AverageCommandTest {
    @TempDir
    private Path folder;

    private Path model;
    private Path weights;

    private String run(Object... arguments) {
        var all = new ArrayList<Object>(List.of(arguments));
        all.add(1, model);
        return CommandRun.of(all.toArray()).succeeds().out();
    }

    private static String loss(String tested) {
        return tested.replaceAll("(?s).*\"test_loss\":([^,}]+).*", "$1");
    }

    @Test
    void testsAndPredictionsUseTheAverages() {
        Samples.flowers(folder, "");
        model = Samples.write(
                folder,
                "model.graph",
                Samples.NETWORK.strip() + " {\n  average(0.9)\n}\n" + Samples.CSV_DATA
                        + "fit { epochs = 2, test = 0.2 }\n");
        weights = folder.resolve("w.safetensors");
        String averaged = loss(run("train", "--save", weights, "--format", "json"));
        String plain = loss(run("train", "--format", "json", "--no-average"));
        assertThat(Double.parseDouble(averaged)).isNotEqualTo(Double.parseDouble(plain));
        for (String from : List.of("--load", "--weights")) {
            assertThat(tested(from)).isEqualTo(averaged);
            assertThat(tested(from, "--no-average")).isEqualTo(plain);
        }
        assertThat(predicted()).isNotEqualTo(predicted("--no-average"));
    }

    private String tested(Object... more) {
        var arguments = new ArrayList<Object>(List.of("train", "--test-only", "--format", "json"));
        arguments.addAll(List.of(more));
        arguments.add(arguments.indexOf(more[0]) + 1, weights);
        return loss(run(arguments.toArray()));
    }

    private String predicted(Object... more) {
        var arguments = new ArrayList<Object>(List.of("predict", "--weights", weights, "--data", "train"));
        arguments.addAll(List.of(more));
        return run(arguments.toArray());
    }
}
