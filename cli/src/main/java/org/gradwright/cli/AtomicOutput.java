// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gradwright.runtime.AtomicFile;

/** Writes files whole or not at all. */
public final class AtomicOutput {
    private AtomicOutput() {}

    /** Writes a text as UTF-8. @throws UncheckedIOException naming the file */
    public static void write(Path file, String text) {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** As {@link AtomicFile} does; folders are made. @throws UncheckedIOException naming the file */
    public static void write(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            AtomicFile.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
