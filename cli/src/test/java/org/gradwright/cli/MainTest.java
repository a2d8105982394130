// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final CommandLine commandLine = Main.commandLine().setOut(new PrintWriter(out));

    @Test
    void versionNamesTheProgram() {
        assertThat(commandLine.execute("--version")).isZero();
        assertThat(out.toString()).startsWith("gradwright ");
    }

    /** Compiled code is called by reflection, and data are read by several threads: both wrap what they could not survive. */
    @Test
    void aLackOfMemoryIsToldAsSuchHoweverItComes() {
        var err = new StringWriter();
        commandLine.setErr(new PrintWriter(err));
        var wrapped = new IllegalStateException(new RuntimeException(new OutOfMemoryError("Java heap space")));
        assertThat(Failures.handle(wrapped, commandLine, null)).isEqualTo(1);
        assertThat(err.toString()).startsWith("error: memory does not suffice").doesNotContain("fault of gradwright");
    }
}
