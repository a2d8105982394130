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
}
