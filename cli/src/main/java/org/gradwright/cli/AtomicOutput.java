// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Writes files whole or not at all. */
public final class AtomicOutput {
    private AtomicOutput() {}

    /** Writes a text as UTF-8. @throws UncheckedIOException naming the file */
    public static void write(Path file, String text) {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * A temporary file beside the target, then renamed; folders are made. A link stays a link, and what is no file, such as
     * {@code /dev/stdout}, is written as it is.
     *
     * @throws UncheckedIOException naming the file
     */
    public static void write(Path file, byte[] bytes) {
        requireNoFolder(file);
        try {
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                Files.write(file, bytes);
            } else {
                replace(Files.exists(file) ? file.toRealPath() : file.toAbsolutePath(), bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For a command that writes several files. @throws UncheckedIOException if a folder stands in the file's place */
    static void requireNoFolder(Path file) {
        if (Files.isDirectory(file)) {
            throw new UncheckedIOException(
                    new FileSystemException(file.toString(), null, "it is a folder; name a file in it"));
        }
    }

    private static void replace(Path target, byte[] bytes) throws IOException {
        Files.createDirectories(target.getParent());
        Path temporary = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            Files.write(temporary, bytes);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
