// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Writes a file whole or not at all. */
public final class AtomicFile {
    private AtomicFile() {}

    /**
     * Writes a file of these bytes through a temporary file beside it. A link stays a link, and what is no file, such as a pipe, is
     * written as it is.
     *
     * @throws IOException when it cannot be written, a folder stands in its place, or there is no folder that it could be in; then a
     *     file that was there is as before
     */
    public static void write(Path file, byte[] bytes) throws IOException {
        write(file, channel -> writeAll(channel, ByteBuffer.wrap(bytes)));
    }

    /** What is written. */
    @FunctionalInterface
    interface Body {
        void write(WritableByteChannel channel) throws IOException;
    }

    /**
     * Writes a temporary file beside the target, forces it to the disk and renames it. When anything fails the temporary
     * file is removed and the target is as before. What is no file, such as {@code /dev/null}, is written as it is.
     */
    static void write(Path file, Body body) throws IOException {
        requireNoFolder(file);
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            writeThrough(file, body);
        } else {
            replace(real(file), body);
        }
    }

    /**
     * Tries whether {@link #write(Path, byte[])} could write, with an empty temporary file that it removes.
     *
     * @throws IOException when it could not
     */
    public static void requireWritable(Path file) throws IOException {
        requireNoFolder(file);
        if (!Files.exists(file) || Files.isRegularFile(file)) {
            Path temporary = temporary(real(file));
            Files.createFile(temporary);
            Files.delete(temporary);
        }
    }

    private static void requireNoFolder(Path file) throws FileSystemException {
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "it is a folder; name a file in it");
        }
    }

    private static Path real(Path file) throws IOException {
        return Files.isSymbolicLink(file) ? file.toRealPath() : file.toAbsolutePath();
    }

    private static Path temporary(Path target) {
        return target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
    }

    private static void writeThrough(Path target, Body body) throws IOException {
        try (FileChannel channel = FileChannel.open(target, StandardOpenOption.WRITE)) {
            body.write(channel);
        }
    }

    private static void replace(Path target, Body body) throws IOException {
        Path temporary = temporary(target);
        try {
            fill(temporary, body);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
        forceFolder(target.getParent());
    }

    private static void fill(Path temporary, Body body) throws IOException {
        try (FileChannel channel =
                FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            body.write(channel);
            channel.force(true);
        }
    }

    /** Makes the new name last through a power cut, on systems where a folder can be forced at all. */
    private static void forceFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // The file is whole and in its place; only Windows refuses this, and there the rename is enough.
        }
    }

    static void writeAll(WritableByteChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Why reading or writing failed, in words. */
    static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file or folder: check the path";
        } else if (e instanceof AccessDeniedException) {
            return "permission is denied: check its rights";
        } else if (e instanceof FileSystemException failure && failure.getReason() != null) {
            return failure.getReason();
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
