// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every network of the language's design passes the check. */
class NetworksCheckTest {
    private static final Path FOLDER = Path.of("..", "compiler", "src", "test", "resources", "cases", "networks");

    /** The same network as {@code w7_char_transformer}, larger. */
    private static final String LONG = "char_transformer.graph";

    private static List<String> networks() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(f -> f.getFileName().toString())
                    .filter(name -> name.endsWith(".graph") && !name.equals(LONG))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void passes(String name) {
        CommandRun.of("check", FOLDER.resolve(name), "--samples", 1).succeeds();
    }

    @Test
    void theStandardLayersPass(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("layers.graph");
        try (InputStream layers = NetworksCheckTest.class.getResourceAsStream("layers.graph")) {
            Files.copy(layers, file);
        }
        CommandRun.of("check", file, "--samples", 1).succeeds();
    }
}
