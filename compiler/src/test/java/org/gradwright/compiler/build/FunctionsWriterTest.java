// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The builder's functions are those of the language: {@link FunctionsWriter#main} writes them anew. */
class FunctionsWriterTest {
    private static final Path SOURCES = Path.of("src/main/java");

    @Test
    void theFilesAreWhatIsWrittenNow() throws IOException {
        for (Map.Entry<String, String> file : FunctionsWriter.files().entrySet()) {
            assertThat(Files.readString(SOURCES.resolve(file.getKey())))
                    .as(file.getKey())
                    .isEqualTo(file.getValue());
        }
    }

    @Test
    void thePageOfLayersIsWhatIsWrittenNow() throws IOException {
        assertThat(Files.readString(Path.of("../docs/layers.md"))).isEqualTo(LayersPage.text());
    }

    @Test
    void noCallIsLeftOver() throws IOException {
        try (Stream<Path> files = Files.list(SOURCES.resolve("org/gradwright/compiler/build/calls"))) {
            List<String> paths = files.map(f -> SOURCES.relativize(f).toString().replace('\\', '/'))
                    .toList();
            assertThat(FunctionsWriter.files().keySet()).containsAll(paths);
        }
    }
}
