// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.gradwright.runtime.data.DataException;

/** How files were when they were first read: reading one again, for another column or another block, must find the same file. */
final class FileStamp {
    private final Map<Path, Stamp> stamps = new HashMap<>();

    private record Stamp(long size, FileTime changed) {
        static Stamp of(Path file) {
            try {
                BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
                return new Stamp(now.size(), now.lastModifiedTime());
            } catch (IOException e) {
                throw new DataException(file + ": cannot be read (" + e.getMessage() + ")", e);
            }
        }
    }

    /**
     * Reads a file that must not change meanwhile.
     *
     * @throws DataException when it does, or did since it was read for the first time
     */
    <T> T unchanged(Path file, Supplier<T> reading) {
        Stamp before = stamps.computeIfAbsent(file, Stamp::of);
        T result = reading.get();
        if (!Stamp.of(file).equals(before)) {
            throw new DataException(file + ": changed while it was read; wait until it is written, then start again");
        }
        return result;
    }
}
