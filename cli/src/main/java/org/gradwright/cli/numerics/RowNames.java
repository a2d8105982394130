// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.numerics;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.gradwright.cli.data.CsvTable;
import org.gradwright.cli.data.ExampleAxis;
import org.gradwright.cli.data.Examples;
import org.gradwright.compiler.lang.Model;

/** What the examples of a training are called: their number in the block, and their lines in the CSV files that it reads. */
public final class RowNames {
    private static final Pattern CSV = Pattern.compile("\\bcsv\\(\\s*\"([^\"]+)\"");

    private final Model model;
    private final Path folder;
    private final ExampleAxis axis;
    private final Examples examples;

    /** @param folder what the paths of files are relative to */
    public RowNames(Model model, Path folder, ExampleAxis axis, Examples examples) {
        this.model = model;
        this.folder = folder;
        this.axis = axis;
        this.examples = examples;
    }

    /** {@code example 17 of `data train` (points.csv:18)}, counted from 1. @param example among those that are trained with */
    String name(int example) {
        int row = examples.rows()[example];
        String name = "example " + (row + 1) + " of `data train`";
        Set<String> lines = new LinkedHashSet<>();
        for (String file : files()) {
            lines.add(file + ":" + CsvTable.open(folder.resolve(file)).line(row));
        }
        return lines.isEmpty() ? name : name + " (" + String.join(", ", lines) + ")";
    }

    private Set<String> files() {
        Set<String> files = new LinkedHashSet<>();
        model.data().get("train").values().values().forEach(value -> CSV.matcher(
                        value.span().text())
                .results()
                .forEach(match -> files.add(match.group(1))));
        return files;
    }

    /** All free sizes, for a batch of so many examples. */
    Map<String, Long> sizes(int batch) {
        var sizes = new HashMap<>(examples.sizes());
        axis.size().ifPresent(name -> sizes.put(name, (long) batch));
        return sizes;
    }
}
