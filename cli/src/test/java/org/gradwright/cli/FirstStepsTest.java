// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** docs/first-steps.md is what a newcomer sees: every command of it is typed again, and prints the same. */
@DisabledOnOs(OS.WINDOWS)
@EnabledForJreRange(max = JRE.JAVA_20) // once is enough, and each command starts a JVM
class FirstStepsTest {
    private static final Path PAGE = Path.of("../docs/first-steps.md");
    private static final Path PRINTED = Path.of("target/first-steps.md");

    @TempDir
    Path folder;

    @Test
    void everyCommandPrintsWhatThePageSays() throws IOException {
        Files.createSymbolicLink(
                folder.resolve("samples"), Path.of("../samples").toRealPath());
        writeCommand(folder.resolve("gradwright"));
        Transcript page = Transcript.read(PAGE);
        Transcript printed = page.replayed(folder, Map.of("PATH", path()));
        Files.writeString(PRINTED, printed.page());
        assertThat(printed.withoutTimes())
                .as("the page as it should be is in cli/" + PRINTED)
                .isEqualTo(page.withoutTimes());
    }

    @Test
    void noCommandIsOverlooked() throws IOException {
        Transcript page = Transcript.read(PAGE);
        assertThat(page.commands()).hasSize((int)
                page.page().lines().filter(line -> line.startsWith("$ ")).count());
    }

    /** As the project's own script, which would build the program first. */
    private static void writeCommand(Path script) throws IOException {
        String java =
                "java --add-modules=jdk.incubator.vector --add-opens=java.base/java.io=ALL-UNNAMED -cp '%s' %s \"$@\"\n";
        Files.writeString(
                script,
                "#!/bin/sh\nexec 3>&2 2>/dev/null\nexec "
                        + java.formatted(System.getProperty("java.class.path"), Launcher.class.getName()));
        assertThat(script.toFile().setExecutable(true)).isTrue();
    }

    private static String path() {
        return Path.of(System.getProperty("java.home"), "bin") + File.pathSeparator + System.getenv("PATH");
    }
}
