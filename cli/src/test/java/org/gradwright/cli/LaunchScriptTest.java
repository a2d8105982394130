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

/** What the script says when it cannot start; none of these gets as far as building. */
@DisabledOnOs(OS.WINDOWS)
class LaunchScriptTest {
    private static final Path SCRIPT =
            Path.of("..", "gradwright").toAbsolutePath().normalize();
    private static final String REMEDY = "install JDK 17 or later (25 is fastest) and set JAVA_HOME to its directory";

    @TempDir
    Path directory;

    @Test
    void namesJavaHomeThatHoldsNoJava() throws Exception {
        assertThat(failureWith(directory))
                .isEqualTo("gradwright: JAVA_HOME=" + directory + " has no bin/java; " + REMEDY);
    }

    @Test
    void refusesAnOldJava() throws Exception {
        assertThat(failureWith(javaOfVersion("11.0.2")))
                .isEqualTo("gradwright: " + directory + " is Java 11, too old; " + REMEDY);
    }

    private Path javaOfVersion(String version) throws IOException {
        Files.writeString(directory.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        Path java =
                Files.createFile(Files.createDirectory(directory.resolve("bin")).resolve("java"));
        assertThat(java.toFile().setExecutable(true)).isTrue();
        return directory;
    }

    private static String failureWith(Path javaHome) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(List.of(SCRIPT.toString(), "--version"));
        builder.environment().put("JAVA_HOME", javaHome.toString());
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(1);
        return said.strip();
    }
}
