// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** NumPy's format for several arrays: a ZIP archive, compressed or not, of files that {@link Npy} reads, each called after its array. */
public final class Npz {
    private static final String ENDING = ".npy";

    private Npz() {}

    /**
     * Reads one array.
     *
     * @param name of the array, as {@code numpy.savez} was told
     * @throws DataException when the file is missing or no ZIP archive, has no such array, or the array is none that {@link Npy}
     *     reads
     */
    public static NumberArray read(Path file, String name) {
        if (Files.isDirectory(file)) {
            throw new DataException(file + ": is a directory; name a file in it");
        }
        try (ZipFile archive = new ZipFile(file.toFile())) {
            return read(file, archive, name);
        } catch (NoSuchFileException e) {
            throw new DataException(
                    file + ": no such file; check the path, it is relative to the current directory", e);
        } catch (ZipException e) {
            throw new DataException(
                    file + ": is not an NPZ file or damaged (" + e.getMessage() + "); save one with numpy.savez", e);
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read (" + e.getMessage() + ")", e);
        }
    }

    private static NumberArray read(Path file, ZipFile archive, String name) throws IOException {
        ZipEntry entry = archive.getEntry(name + ENDING);
        if (entry == null) {
            throw new DataException(
                    file + ": has no array `" + name + "`; it has " + String.join(", ", names(archive)));
        }
        try (InputStream in = archive.getInputStream(entry)) {
            return DataFile.read(file + ": " + name, in, Npy::read);
        }
    }

    private static List<String> names(ZipFile archive) {
        return archive.stream()
                .map(ZipEntry::getName)
                .filter(entry -> entry.endsWith(ENDING))
                .map(entry -> entry.substring(0, entry.length() - ENDING.length()))
                .toList();
    }
}
