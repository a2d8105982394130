// SPDX-License-Identifier: Apache-2.0
package org.gradwright.samples.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.module.ModuleDescriptor.Requires;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class GreenhouseTest {
    private static final Path FOLDER = Path.of("embedded");

    private static List<String> run() throws IOException {
        var bytes = new ByteArrayOutputStream();
        Greenhouse.run(FOLDER, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void itPredictsThenLearnsOnline() throws IOException {
        List<String> lines = run();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).matches("flower .*virginica (9\\d|100) %");
        assertThat(share(lines.get(1))).isLessThan(60);
        assertThat(share(lines.get(2))).isGreaterThan(90);
    }

    private static int share(String line) {
        return Integer.parseInt(line.replaceAll(".*: +(\\d+) %.*", "$1"));
    }

    @Test
    void theReadmeShowsWhatItPrints() throws IOException {
        assertThat(Files.readString(FOLDER.resolve("README.md"))).contains(String.join("\n", run()));
    }

    @Test
    void noCompilerIsThere() {
        for (String type : List.of("org.gradwright.compiler.Compiler", "org.objectweb.asm.ClassWriter")) {
            assertThatThrownBy(() -> Class.forName(type)).isInstanceOf(ClassNotFoundException.class);
        }
    }

    @Test
    void theModuleNeedsTheRuntimeAlone() {
        assertThat(Greenhouse.class.getModule().getDescriptor().requires().stream()
                        .map(Requires::name))
                .containsExactlyInAnyOrder("java.base", "org.gradwright.runtime");
    }
}
