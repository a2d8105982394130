// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.syntax.Expression;
import org.gradwright.runtime.data.Column;
import org.gradwright.runtime.data.DataException;
import org.gradwright.runtime.data.Idx;
import org.gradwright.runtime.data.Npy;
import org.gradwright.runtime.data.Npz;
import org.gradwright.runtime.data.NumberArray;

/** The functions of data blocks that read files, such as {@code idx} and {@code csv}. Examples lie along the first axis. */
final class FileReaders {
    private final UnaryOperator<Path> place;
    private final FileStamp stamps = new FileStamp();

    /** @param place where the file is that a call names */
    FileReaders(UnaryOperator<Path> place) {
        this.place = place;
    }

    Numbers idx(DataCall call) {
        return read(call, () -> of(Idx.read(file(call))));
    }

    Numbers npy(DataCall call) {
        return read(call, () -> of(Npy.read(file(call))));
    }

    Numbers npz(DataCall call) {
        return read(call, () -> of(Npz.read(file(call), call.text("name"))));
    }

    /** Pictures of a folder with a sub-folder for each class. */
    Numbers images(DataCall call, Pictures wanted) {
        return read(call, () -> wanted.read(imageFolder(call).pictures()));
    }

    /** The numbers of their classes. */
    Numbers imageClasses(DataCall call) {
        return read(call, () -> {
            ImageFolder pictures = imageFolder(call);
            pictures.classes();
            int[] labels = pictures.pictures().stream()
                    .mapToInt(ImageFolder.Picture::label)
                    .toArray();
            return new Numbers(List.of(labels.length), i -> labels[i]);
        });
    }

    /** The names of these classes. */
    List<String> classNames(DataCall call) {
        return imageFolder(call).classes();
    }

    private ImageFolder imageFolder(DataCall call) {
        return new ImageFolder(file(call), call.texts("classes").orElse(List.of()));
    }

    static Numbers of(NumberArray array) {
        return new Numbers(array.shape(), array::get);
    }

    Numbers csv(DataCall call) {
        if (call.has("column") == call.has("columns")) {
            throw new DataFault(Diagnostic.error("G0503", call.whole().span(), "which columns?")
                    .help("write column = \"name\" for one number an example, columns = [\"a\", \"b\"] for a row"));
        }
        Optional<List<String>> classes = call.texts("classes");
        if (classes.isPresent() && call.has("columns")) {
            throw DataCall.fault(call.get("classes"), "only one `column` can be read as classes");
        }
        return read(call, () -> of(csv(CsvTable.open(file(call)), call, classes)));
    }

    private static Column csv(CsvTable table, DataCall call, Optional<List<String>> classes) {
        if (call.has("columns")) {
            return table.reals(call.texts("columns").orElseThrow());
        }
        String column = call.text("column");
        return classes.<Column>map(names -> table.classes(column, names)).orElseGet(() -> table.reals(column));
    }

    /** Rows of characters by their numbers, one after the other in a part of a text. */
    Numbers characters(DataCall call, CharacterRows rows) {
        return read(call, () -> {
            String text = Alphabet.read(file(call));
            try {
                return rows.of(Alphabet.of(text).numbers(text));
            } catch (IllegalArgumentException e) {
                throw new DataException(file(call) + ": " + e.getMessage());
            }
        });
    }

    /** The characters of the text that a call reads. */
    Alphabet alphabet(DataCall call) {
        return Alphabet.of(Alphabet.read(file(call)));
    }

    static Numbers of(Column column) {
        var shape = new ArrayList<Integer>();
        shape.add(column.count());
        shape.addAll(column.shape());
        return new Numbers(shape, column::get);
    }

    private Path file(DataCall call) {
        Expression name = call.get("file");
        Path file = place.apply(Path.of(call.text("file")));
        if (!Files.exists(file)) {
            throw new DataFault(Diagnostic.error("G0504", name.span(), file + ": no such file")
                    .help("paths are relative to the folder of the model file"));
        }
        return file;
    }

    private Numbers read(DataCall call, Supplier<Numbers> reader) {
        Path file = file(call);
        try {
            return stamps.unchanged(file, reader);
        } catch (DataException e) {
            throw new DataFault(Diagnostic.error("G0504", call.whole().span(), e.getMessage()));
        }
    }
}
