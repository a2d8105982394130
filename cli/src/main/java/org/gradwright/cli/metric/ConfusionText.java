// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.gradwright.cli.TextTable;

/** A confusion matrix for a terminal: a table, or with many classes what was confused most often. */
public final class ConfusionText {
    /** More columns do not fit. */
    private static final int WIDEST = 16;

    private static final int MOST_OFTEN = 20;

    private final ConfusionMatrix matrix;
    private final List<String> names;

    private ConfusionText(NamedConfusion confusion) {
        this.matrix = confusion.matrix();
        this.names = confusion.names();
    }

    /** Several lines. */
    public static String of(NamedConfusion confusion) {
        var text = new ConfusionText(confusion);
        return confusion.matrix().classes() <= WIDEST ? text.table() : text.list();
    }

    private String table() {
        var header = new ArrayList<>(List.of("actual \\ predicted"));
        header.addAll(names);
        header.add("recall");
        List<List<String>> rows = new ArrayList<>(List.of(header));
        for (int actual = 0; actual < matrix.classes(); actual++) {
            rows.add(row(actual));
        }
        rows.add(precisions());
        return aligned(rows);
    }

    private List<String> row(int actual) {
        var row = new ArrayList<>(List.of(names.get(actual)));
        for (int said = 0; said < matrix.classes(); said++) {
            long count = matrix.count(actual, said);
            row.add(count == 0 ? "." : String.format(Locale.ROOT, "%,d", count));
        }
        row.add(percent(matrix.count(actual, actual), matrix.actual(actual)));
        return row;
    }

    private List<String> precisions() {
        var row = new ArrayList<>(List.of("precision"));
        for (int said = 0; said < matrix.classes(); said++) {
            row.add(percent(matrix.count(said, said), matrix.predicted(said)));
        }
        row.add(percent(matrix.right(), matrix.all()));
        return row;
    }

    /** Names to the left, numbers to the right. */
    private static String aligned(List<List<String>> rows) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        rows.forEach(row -> {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        return rows.stream().map(row -> line(row, widths)).collect(Collectors.joining("\n"));
    }

    private static String line(List<String> row, int[] widths) {
        var line =
                new StringBuilder(row.get(0) + " ".repeat(widths[0] - row.get(0).length()));
        for (int i = 1; i < widths.length; i++) {
            line.append("  ")
                    .append(" ".repeat(widths[i] - row.get(i).length()))
                    .append(row.get(i));
        }
        return line.toString();
    }

    private String list() {
        var table = new TextTable("actual", "predicted", "times", "of");
        for (ConfusionMatrix.Mistake mistake : matrix.mistakes(MOST_OFTEN)) {
            table.add(
                    names.get(mistake.actual()),
                    names.get(mistake.predicted()),
                    Long.toString(mistake.count()),
                    Long.toString(matrix.actual(mistake.actual())));
        }
        return table.toString();
    }

    static String percent(long part, long all) {
        return all == 0 ? "-" : String.format(Locale.ROOT, "%.1f%%", 100.0 * part / all);
    }
}
