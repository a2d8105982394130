// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.inspect;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.gradwright.cli.CommandException;
import org.gradwright.cli.TextTable;
import org.gradwright.compiler.Compiler;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Optimiser;
import org.gradwright.compiler.graph.Training;

/** How each parameter is trained. */
public final class TrainText {
    private TrainText() {}

    /** A table for each `train` line: parameter by setting. @throws CommandException for a graph that is not trained */
    public static String of(Graph graph) {
        List<String> losses = Compiler.lossNames(graph);
        if (losses.size() == 1) {
            return table(graph, graph.trainings().get(0));
        }
        return IntStream.range(0, losses.size())
                .mapToObj(i -> "train " + graph.trainings().get(i).label() + " : " + losses.get(i) + "\n"
                        + table(graph, graph.trainings().get(i)))
                .reduce((a, b) -> a + "\n" + b)
                .orElseThrow(() -> new CommandException(graph.name() + " has no `train` line"));
    }

    private static String table(Graph graph, Training training) {
        Set<String> settings = new LinkedHashSet<>();
        training.optimisers().values().forEach(o -> settings.addAll(o.settings().keySet()));
        var header = new ArrayList<>(List.of("parameter", "shape", "optimiser"));
        header.addAll(settings);
        var table = new TextTable(header.toArray(String[]::new));
        for (Node parameter : graph.parameters()) {
            table.add(row(parameter, training, settings));
        }
        return options(training) + table;
    }

    private static String[] row(Node parameter, Training training, Set<String> settings) {
        String path = Graph.variable(parameter).path();
        Optimiser optimiser = training.optimisers().get(path);
        var row = new ArrayList<>(List.of(path, parameter.shape().toString()));
        row.add(optimiser == null ? "frozen" : optimiser.name());
        for (String setting : settings) {
            Object value = optimiser == null ? null : optimiser.settings().get(setting);
            row.add(value == null ? "" : value.toString());
        }
        return row.toArray(String[]::new);
    }

    private static String options(Training training) {
        var lines = new StringBuilder();
        training.clipNorm().ifPresent(v -> lines.append("clip_norm ").append(v).append('\n'));
        training.clipValue()
                .ifPresent(v -> lines.append("clip_value ").append(v).append('\n'));
        training.average().ifPresent(v -> lines.append("average ").append(v).append('\n'));
        if (training.accumulate() > 1) {
            lines.append("accumulate ").append(training.accumulate()).append('\n');
        }
        return lines.toString();
    }
}
