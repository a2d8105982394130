// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FmtCommandTest {
    @TempDir
    private Path folder;

    @Test
    void rewritesWhatIsNotCanonical() throws IOException {
        Path model = Samples.write(folder, "m.graph", "input x:real[batch,2]\noutput y=2*x\n");
        assertThat(CommandRun.of("fmt", "--check", model).exit()).isEqualTo(1);
        assertThat(Files.readString(model)).startsWith("input x:real");
        assertThat(CommandRun.of("fmt", model).succeeds().out()).contains("formatted " + model);
        assertThat(Files.readString(model)).isEqualTo("gradwright 1\ninput x : real[batch, 2]\noutput y = 2 * x\n");
        assertThat(CommandRun.of("fmt", "--check", model).succeeds().out()).isEmpty();
    }

    @Test
    void aFaultyFileDoesNotKeepOthersFromIt() throws IOException {
        Path bad = Samples.write(folder, "bad.graph", "y = = 1\n");
        Path good = Samples.write(folder, "good.graph", "output y=2\n");
        CommandRun.of("fmt", bad, good).fails("bad.graph:1:", "error[G01");
        assertThat(Files.readString(good)).contains("output y = 2");
        CommandRun.of("fmt", folder.resolve("none.graph")).fails("none.graph:1:1: error[G0001]");
    }
}
