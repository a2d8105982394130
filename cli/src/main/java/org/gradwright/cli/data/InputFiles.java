// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gradwright.cli.CommandException;
import org.gradwright.compiler.graph.Input;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.runtime.data.Column;
import org.gradwright.runtime.data.DataException;
import org.gradwright.runtime.data.Idx;
import org.gradwright.runtime.data.Npy;
import org.gradwright.runtime.data.Npz;

/** Inputs that a user gives file by file. The ending of the name tells the format: .npy, .npz, .csv, anything else is IDX. */
public final class InputFiles {
    private final ExampleAxis axis;
    private final Precision precision;

    public InputFiles(ExampleAxis axis, Precision precision) {
        this.axis = axis;
        this.precision = precision;
    }

    /**
     * Reads the files of the inputs.
     *
     * @throws CommandException when an input is missing or its file does not fit
     * @throws DataException when a file cannot be read
     */
    public Examples read(Map<String, Path> files, List<Input> inputs) {
        requireKnown(files, inputs);
        Map<String, Column> columns = new LinkedHashMap<>();
        Map<String, Column> fixed = new LinkedHashMap<>();
        Map<String, Long> sizes = new LinkedHashMap<>();
        var fit = new InputFit(axis, precision, sizes);
        for (Input input : inputs) {
            Path file = file(files, input);
            Numbers numbers = numbers(file, input);
            try {
                if (fit.isByExample(input, numbers)) {
                    columns.put(input.path(), fit.column(input, numbers));
                } else {
                    fixed.put(input.path(), fit.fixed(input, numbers));
                }
            } catch (IllegalArgumentException | ArithmeticException e) {
                throw new CommandException(file + ": " + e.getMessage(), e);
            }
        }
        return Examples.of(columns, fixed, sizes);
    }

    /** @throws CommandException when a file is given for something that is no input or that no output needs */
    public static void requireKnown(Map<String, Path> files, List<Input> inputs) {
        List<String> names = inputs.stream().map(Input::path).toList();
        for (String name : files.keySet()) {
            if (!names.contains(name)) {
                throw new CommandException(
                        "no output needs an input `" + name + "`; needed are " + String.join(", ", names));
            }
        }
    }

    private static Path file(Map<String, Path> files, Input input) {
        Path file = files.get(input.path());
        if (file == null) {
            throw new CommandException("the input `" + input.path() + " : " + input.type()
                    + "` is missing; add --input " + input.path() + "=FILE");
        }
        return file;
    }

    private static Numbers numbers(Path file, Input input) {
        if (Files.isDirectory(file)) {
            throw new CommandException(file + ": is a folder; of pictures, a data block says how they become numbers:"
                    + " add --data train");
        }
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".npz")) {
            return FileReaders.of(Npz.read(file, input.path()));
        }
        if (name.endsWith(".csv")) {
            CsvTable table = CsvTable.open(file);
            return FileReaders.of(
                    table.names().size() == 1 ? table.reals(table.names().get(0)) : table.reals(table.names()));
        }
        return FileReaders.of(name.endsWith(".npy") || name.endsWith(".npy.gz") ? Npy.read(file) : Idx.read(file));
    }
}
