// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LegibleTest {
    @TempDir
    private Path folder;

    @Test
    void whatCommandsATerminalIsSpelt() {
        assertThat(Legible.of("a\u001b[31m\u0000\u009b\u202eb\u2066\u200f\r\n\tc é 日 \ud83d\ude00"))
                .isEqualTo("a\\u001b[31m\\u0000\\u009b\\u202eb\\u2066\\u200f\r\n\tc é 日 \ud83d\ude00");
    }

    @Test
    void aModelsOwnCharactersDoNotReachTheTerminal() {
        String text = "gradwright 1\ninput x : real[2] # \u202e\noutput y = = read(x, \"\u2066\") # \u202e\n";
        Path model = Samples.write(folder, "m.graph", text);
        for (String command : new String[] {"compile", "fmt", "check"}) {
            String said = CommandRun.of(command, model).fails("m.graph:3").err();
            assertThat(said.chars().filter(c -> c == 0x1b || Character.getType(c) == Character.FORMAT))
                    .isEmpty();
        }
    }
}
