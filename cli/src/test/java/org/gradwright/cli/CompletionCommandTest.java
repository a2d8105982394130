// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A real bash completes with the script. */
@DisabledOnOs(OS.WINDOWS)
class CompletionCommandTest {
    @TempDir
    private Path folder;

    /** What bash offers for the last of some words. */
    private List<String> offered(String... words) throws IOException, InterruptedException {
        Path script = folder.resolve("completion");
        Files.writeString(script, CommandRun.of("completion", "bash").succeeds().out());
        String line = String.join(" ", words);
        return bash("""
                source '%s'
                COMP_WORDS=(%s)
                COMP_CWORD=%d
                COMP_LINE='%s'
                COMP_POINT=${#COMP_LINE}
                $(complete -p gradwright | sed 's/.* -F \\([^ ]*\\) .*/\\1/')
                printf '%%s\\n' "${COMPREPLY[@]}"
                """.formatted(script, line, words.length - 1, line));
    }

    private static List<String> bash(String program) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("bash", "-c", program)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said.lines().map(String::strip).toList();
    }

    @Test
    void commandsAreCompleted() throws Exception {
        assertThat(offered("gradwright", "tr")).containsExactly("train");
        assertThat(offered("gradwright", "comp")).containsExactlyInAnyOrder("compile", "completion");
    }

    @Test
    void optionsAreCompleted() throws Exception {
        assertThat(offered("gradwright", "compile", "--stand")).containsExactly("--standalone");
    }

    @Test
    void choicesOfAnOptionAreCompleted() throws Exception {
        assertThat(offered("gradwright", "compile", "--emit", "j")).containsExactly("java");
    }

    @Test
    void zshPreparesItselfFirst() {
        String script = CommandRun.of("completion", "zsh").succeeds().out();
        assertThat(script)
                .startsWith("autoload -U +X compinit")
                .contains("bashcompinit\n#!/usr/bin/env bash")
                .endsWith(CommandRun.of("completion", "bash").out());
    }

    @Test
    void otherShellsAreRefused() {
        CommandRun run = CommandRun.of("completion", "tcsh");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("BASH, ZSH").contains("tcsh");
    }
}
