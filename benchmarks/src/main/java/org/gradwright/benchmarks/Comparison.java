// SPDX-License-Identifier: Apache-2.0
package org.gradwright.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One table of measurements by several programs. They come as lines {@code time,program,workload,threads,median_us,...},
 * of which the latest counts; programs whose names begin with {@code ours} are compared with the best of the others.
 */
final class Comparison {
    private static final String OURS = "ours";

    private final Map<Cell, Map<String, Double>> times = new LinkedHashMap<>();
    private final Set<String> programs = new LinkedHashSet<>();

    private record Cell(String workload, String threads) {
        @Override
        public String toString() {
            return workload + ", " + threads;
        }
    }

    /** {@code FILE}: prints the table of its lines. */
    public static void main(String[] args) throws IOException {
        System.out.println(of(Files.readAllLines(Path.of(args[0]))).table());
    }

    static Comparison of(List<String> lines) {
        var comparison = new Comparison();
        for (String line : lines) {
            String[] fields = line.split(",", -1);
            if (fields.length > 4 && !fields[0].equals("time")) {
                comparison.add(fields[1], new Cell(fields[2], fields[3]), fields[4]);
            }
        }
        return comparison;
    }

    private void add(String program, Cell cell, String micros) {
        programs.add(program);
        Map<String, Double> row = times.computeIfAbsent(cell, c -> new LinkedHashMap<>());
        if (micros.matches("[0-9.]+")) {
            row.put(program, Double.parseDouble(micros));
        }
    }

    /** In Markdown: microseconds a step; the last columns are the best of the others, and ours over it. */
    String table() {
        List<String> ours = programs.stream().filter(p -> p.startsWith(OURS)).toList();
        List<String> others = programs.stream().filter(p -> !p.startsWith(OURS)).toList();
        var header = new ArrayList<String>(List.of("workload, threads"));
        header.addAll(ours);
        header.addAll(others);
        if (!others.isEmpty()) {
            header.add("best other");
            ours.forEach(o -> header.add(o + " / best"));
        }
        var lines = new ArrayList<>(
                List.of(line(header), line(header.stream().map(h -> "---").toList())));
        times.forEach((cell, row) -> lines.add(line(row(cell, row, ours, others))));
        return String.join("\n", lines);
    }

    private static List<String> row(Cell cell, Map<String, Double> row, List<String> ours, List<String> others) {
        var cells = new ArrayList<String>(List.of(cell.toString()));
        ours.forEach(p -> cells.add(micros(row.get(p))));
        others.forEach(p -> cells.add(micros(row.get(p))));
        if (!others.isEmpty()) {
            Optional<String> best = others.stream().filter(row::containsKey).min(Comparator.comparing(row::get));
            cells.add(best.orElse("-"));
            ours.forEach(o -> cells.add(best.filter(b -> row.containsKey(o))
                    .map(b -> String.format(Locale.ROOT, "%.2f", row.get(o) / row.get(b)))
                    .orElse("-")));
        }
        return cells;
    }

    private static String micros(Double time) {
        if (time == null) {
            return "-";
        }
        return String.format(Locale.ROOT, time < 10 ? "%.3f" : time < 1000 ? "%.1f" : "%,.0f", time);
    }

    private static String line(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |"));
    }
}
