// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Lines with columns under each other. */
public final class TextTable {
    private final List<String[]> rows = new ArrayList<>();

    /** A table that begins with these cells. */
    public TextTable(String... header) {
        rows.add(header);
    }

    /** With one more line, of as many cells. */
    public TextTable add(String... cells) {
        rows.add(cells);
        return this;
    }

    @Override
    public String toString() {
        int[] widths = new int[rows.get(0).length];
        for (String[] row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        return rows.stream().map(row -> line(row, widths)).collect(Collectors.joining("\n"));
    }

    private static String line(String[] row, int[] widths) {
        var line = new StringBuilder();
        for (int i = 0; i < row.length; i++) {
            line.append(row[i]).append(" ".repeat(widths[i] - row[i].length() + 2));
        }
        return line.toString().stripTrailing();
    }
}
