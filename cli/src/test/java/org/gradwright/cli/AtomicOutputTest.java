// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class AtomicOutputTest {
    @TempDir
    Path folder;

    @Test
    void foldersAreMadeAndNothingElseIsLeft() throws IOException {
        Path file = folder.resolve("a/b/page.html");
        AtomicOutput.write(file, "first");
        AtomicOutput.write(file, "second");
        assertThat(file).hasContent("second");
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aFolderInTheFilesPlaceIsNamed() {
        assertThatThrownBy(() -> AtomicOutput.write(folder, "text"))
                .isInstanceOf(UncheckedIOException.class)
                .cause()
                .hasMessage(folder + ": it is a folder; name a file in it");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aLinkStaysALink() throws IOException {
        Path file = Files.writeString(folder.resolve("model.graph"), "before");
        Path link = Files.createSymbolicLink(folder.resolve("link.graph"), file);
        AtomicOutput.write(link, "after");
        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("after");
    }
}
