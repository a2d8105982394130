// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.gradwright.runtime.data.DataException;

/**
 * A folder of pictures with a sub-folder for each class, or without sub-folders and classes, or one picture. The pictures of
 * classes are taken in turns, the first of each class and then the second of each, so that the first examples are of all classes.
 */
final class ImageFolder {
    private static final Set<String> ENDINGS = Set.of("png", "jpg", "jpeg");

    private final Path folder;
    private final List<String> classes;

    /** @param classes the names of the sub-folders in the order of their numbers; empty for all, in alphabetical order */
    ImageFolder(Path folder, List<String> classes) {
        this.folder = folder;
        boolean tells = classes.isEmpty() && !Files.isRegularFile(folder);
        this.classes = tells ? list(folder, Files::isDirectory) : classes;
    }

    /** The names of the classes in the order of their numbers. @throws DataException when there are none */
    List<String> classes() {
        if (classes.isEmpty()) {
            throw new DataException(folder + ": has no sub-folder; it needs one for each class, with its pictures");
        }
        return classes;
    }

    /** A picture and the number of its class; 0 where there are no classes. */
    record Picture(Path file, int label) {}

    /** All pictures. @throws DataException when a folder is missing or empty, or holds something else */
    List<Picture> pictures() {
        List<List<Path>> files = classes.isEmpty()
                ? List.of(files(folder))
                : classes.stream().map(this::ofClass).toList();
        int most = files.stream().mapToInt(List::size).max().orElse(0);
        var pictures = new ArrayList<Picture>();
        for (int i = 0; i < most; i++) {
            for (int label = 0; label < files.size(); label++) {
                if (i < files.get(label).size()) {
                    pictures.add(new Picture(files.get(label).get(i), label));
                }
            }
        }
        return pictures;
    }

    private List<Path> ofClass(String name) {
        Path of = folder.resolve(name);
        if (!Files.isDirectory(of)) {
            throw new DataException(folder + ": has no sub-folder `" + name + "`; it has "
                    + String.join(", ", list(folder, Files::isDirectory)));
        }
        return files(of);
    }

    private static List<Path> files(Path of) {
        if (Files.isRegularFile(of)) {
            return List.of(of);
        }
        List<String> names = list(of, file -> true);
        names.stream().filter(file -> !isPicture(file)).findFirst().ifPresent(file -> {
            throw new DataException(of.resolve(file) + ": is neither PNG nor JPEG by its name; move it away");
        });
        if (names.isEmpty()) {
            throw new DataException(of + ": has no pictures");
        }
        return names.stream().map(of::resolve).toList();
    }

    private static boolean isPicture(String name) {
        return ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    /** The names of what is in a folder, without what is hidden, in alphabetical order. */
    private static List<String> list(Path folder, Predicate<Path> wanted) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(wanted)
                    .map(entry -> entry.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new DataException(folder + ": cannot be listed (" + e.getMessage() + ")", e);
        }
    }
}
