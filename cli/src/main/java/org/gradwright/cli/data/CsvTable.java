// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.gradwright.runtime.data.Column;
import org.gradwright.runtime.data.DataException;

/**
 * A CSV file, UTF-8, whose first line names the columns. Each call reads the file anew and keeps only what it asks for, so
 * memory holds the selected numbers and never the text. All methods throw {@link DataException}, with the line and the
 * column, when a field cannot be used or the file cannot be read.
 */
public final class CsvTable {
    private final CsvFile file;
    private final List<String> header;

    private CsvTable(CsvFile file, List<String> header) {
        this.file = file;
        this.header = header;
    }

    /** Reads the header. */
    public static CsvTable open(Path path) {
        CsvFile file = new CsvFile(path);
        return new CsvTable(file, file.header());
    }

    /** The names of all columns, in order. */
    public List<String> names() {
        return header;
    }

    /** The line on which an example begins. @param example counted from 0 */
    public long line(int example) {
        var lines = LongStream.builder();
        visit(List.of(header.get(0)), field -> lines.add(field.line()));
        return lines.build().skip(example).findFirst().orElseThrow(() -> file.fault("has no example " + example));
    }

    /** One column of numbers: a scalar an example. */
    public Column.Doubles reals(String column) {
        return new Column.Doubles(numbers(List.of(column)), List.of());
    }

    /** Several columns of numbers side by side: a row an example. */
    public Column.Doubles reals(List<String> columns) {
        return new Column.Doubles(numbers(columns), List.of(columns.size()));
    }

    private double[] numbers(List<String> columns) {
        DoubleStream.Builder values = DoubleStream.builder();
        visit(columns, field -> values.add(field.number()));
        return values.build().toArray();
    }

    /** One column of whole numbers. */
    public Column.Ints ints(String column) {
        return new Column.Ints(wholes(List.of(column)), List.of());
    }

    /** Several columns of whole numbers side by side. */
    public Column.Ints ints(List<String> columns) {
        return new Column.Ints(wholes(columns), List.of(columns.size()));
    }

    private int[] wholes(List<String> columns) {
        IntStream.Builder values = IntStream.builder();
        visit(columns, field -> values.add(field.whole()));
        return values.build().toArray();
    }

    /** The different texts of a column in alphabetical order: the names of its classes. */
    public List<String> classNames(String column) {
        Collection<String> names = new TreeSet<>();
        visit(List.of(column), field -> names.add(field.present()));
        return List.copyOf(names);
    }

    /** A column of class names as their positions in a list, so that several files can share one numbering. */
    public Column.Ints classes(String column, List<String> names) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        names.forEach(name -> numbers.put(name, numbers.size()));
        IntStream.Builder values = IntStream.builder();
        visit(List.of(column), field -> values.add(field.classAmong(numbers)));
        return new Column.Ints(values.build().toArray(), List.of());
    }

    private void visit(List<String> columns, CsvFile.Visitor visitor) {
        if (columns.isEmpty()) {
            throw file.fault("no column is selected; name one or more of " + list(header));
        }
        List<Integer> positions = new ArrayList<>();
        columns.forEach(column -> positions.add(position(column)));
        file.visit(header, positions, visitor);
    }

    private int position(String column) {
        int position = header.indexOf(column);
        if (position < 0) {
            throw file.fault("has no column `" + column + "`; " + remedy());
        }
        if (position != header.lastIndexOf(column)) {
            throw file.fault("has two columns `" + column + "`; rename one");
        }
        return position;
    }

    private String remedy() {
        boolean otherSeparator = header.size() == 1 && header.get(0).matches(".*[;\t|].*");
        return otherSeparator
                ? "its header is `" + header.get(0) + "`; separate the fields by commas"
                : "there are " + list(header);
    }

    private static String list(List<String> names) {
        String all = String.join(", ", names);
        return all.length() > 200 ? all.substring(0, 200) + " ..." : all;
    }
}
