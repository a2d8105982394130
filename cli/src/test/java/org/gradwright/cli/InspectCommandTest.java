// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InspectCommandTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "graph, param h.W = glorot_uniform",
        "train, adam",
        "training, h.W#m",
        "kernels, program evaluate",
        "plan, h.W#v",
        "java, public final class Flowers extends TrainingStep",
        "class, LINENUMBER"
    })
    void printsEveryStage(String stage, String part) {
        Path model = Samples.write(folder, "m.graph", Samples.NETWORK);
        assertThat(CommandRun.of("inspect", model, "--stage", stage).succeeds().out())
                .contains(part);
    }

    @Test
    void saysWhichStagesAModelWithoutTrainingLacks() {
        Path model = Samples.write(folder, "m.graph", "graph Plain\ninput x : real[batch, 2]\noutput y = 2 * x\n");
        CommandRun.of("inspect", model, "--stage", "training").failsInOneLine("m.graph has no `train` line");
        CommandRun.of("inspect", model, "--stage", "train").failsInOneLine("Plain has no `train` line");
        assertThat(CommandRun.of("inspect", model, "--stage", "tokens").exit()).isEqualTo(2);
    }
}
