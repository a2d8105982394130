// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gradwright.runtime.AtomicFile;

/**
 * The files and folders that a command is going to write. They are looked at before anything is done: hours of work shall not
 * end at a file that cannot be written, nor with the model lost below its own results. The folders that files lie in are made.
 */
final class Outputs {
    private record Output(String option, Path path, boolean isFolder) {
        @Override
        public String toString() {
            return option + " " + path;
        }
    }

    private final List<Path> inputs = new ArrayList<>();
    private final List<Output> outputs = new ArrayList<>();
    private final List<Output> parts = new ArrayList<>();

    /** Files that are read, and may not be overwritten; null is none. */
    Outputs reading(Path... files) {
        for (Path file : files) {
            if (file != null) {
                inputs.add(file);
            }
        }
        return this;
    }

    /** A file that is written; null is none. */
    Outputs file(String option, Path file) {
        return add(option, file, false);
    }

    /** A folder in which folders of these names, or some of them, are written; null is none. */
    Outputs folder(String option, Path folder, String... names) {
        for (String name : names) {
            if (folder != null) {
                parts.add(new Output(option, folder.resolve(name), true));
            }
        }
        return add(option, folder, true);
    }

    private Outputs add(String option, Path path, boolean isFolder) {
        if (path != null) {
            outputs.add(new Output(option, path, isFolder));
        }
        return this;
    }

    /** Looks and changes nothing. @throws CommandException naming the option */
    Outputs check() {
        for (int i = 0; i < outputs.size(); i++) {
            Output output = outputs.get(i);
            requireKind(output);
            requirePlace(output);
            inputs.forEach(input -> requireOther(input, output));
            outputs.subList(0, i).forEach(other -> requireOther(other, output));
        }
        parts.forEach(Outputs::requireKind);
        return this;
    }

    private static void requireKind(Output output) {
        if (!output.isFolder && Files.isDirectory(output.path)) {
            throw new CommandException(output + ": it is a folder; name a file in it");
        }
        if (output.isFolder && Files.exists(output.path) && !Files.isDirectory(output.path)) {
            throw new CommandException(output + ": it is a file; name a folder");
        }
    }

    private static void requirePlace(Output output) {
        Path place = place(output);
        while (!Files.exists(place) && place.getParent() != null) {
            place = place.getParent();
        }
        if (!Files.isDirectory(place)) {
            throw new CommandException(output + ": " + place + " is no folder; choose another place");
        }
        if (!Files.isWritable(place)) {
            throw new CommandException(output + ": the folder " + place
                    + " may not be written to; check its rights or choose another place");
        }
    }

    /** The folder in which files are made. */
    private static Path place(Output output) {
        try {
            Path path = Files.isSymbolicLink(output.path) ? output.path.toRealPath() : output.path.toAbsolutePath();
            return output.isFolder ? path : path.getParent();
        } catch (IOException e) {
            throw new CommandException(output + ": it is a link that leads nowhere; remove it or name another file", e);
        }
    }

    private static void requireOther(Path input, Output output) {
        if (isSame(input, output.path)) {
            throw new CommandException(
                    output + ": the command reads this file, and it would be lost; name another file");
        }
    }

    private static void requireOther(Output before, Output output) {
        if (isSame(before.path, output.path)) {
            throw new CommandException(before + " and " + output + " are one file; give each its own");
        }
    }

    /** Whether two paths lead to one file; what keeps nothing, such as {@code /dev/null}, is never one. */
    private static boolean isSame(Path a, Path b) {
        boolean keeps = !Files.exists(b) || Files.isRegularFile(b) || Files.isDirectory(b);
        return keeps && real(a).equals(real(b));
    }

    private static Path real(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        try {
            return absolute.toRealPath();
        } catch (IOException e) {
            return absolute.getParent() == null
                    ? absolute
                    : real(absolute.getParent()).resolve(absolute.getFileName());
        }
    }

    /** Makes the folders and tries whether files can be made in them. @throws CommandException naming the option */
    void prepare() {
        for (Output output : outputs) {
            try {
                Files.createDirectories(place(output));
                AtomicFile.requireWritable(output.isFolder ? output.path.resolve("events") : output.path);
            } catch (IOException e) {
                throw new CommandException(output + " cannot be written: " + Failures.reason(e), e);
            }
        }
    }
}
