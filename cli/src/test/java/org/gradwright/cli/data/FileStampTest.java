// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.gradwright.runtime.data.DataException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStampTest {
    private final FileStamp stamps = new FileStamp();

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("data.csv"), "a\n1\n");
    }

    private int readWhileItGrows() {
        try {
            Files.writeString(file, "a\n1\n2\n");
            return 1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void takesAFileThatStaysAsItIs() {
        assertThat(stamps.unchanged(file, () -> 7)).isEqualTo(7);
        assertThat(stamps.unchanged(file, () -> 8)).isEqualTo(8);
    }

    @Test
    void noticesAFileThatGrowsWhileItIsRead() {
        assertThatThrownBy(() -> stamps.unchanged(file, this::readWhileItGrows))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("data.csv: changed while it was read; wait");
    }

    @Test
    void noticesAFileThatIsWrittenBetweenTwoColumns() throws IOException {
        stamps.unchanged(file, () -> 1);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1));
        assertThatThrownBy(() -> stamps.unchanged(file, () -> 1)).isInstanceOf(DataException.class);
    }
}
