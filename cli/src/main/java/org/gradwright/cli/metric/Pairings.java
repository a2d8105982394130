// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.metric;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gradwright.cli.CommandException;
import org.gradwright.cli.data.ExampleAxis;
import org.gradwright.cli.data.Examples;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Input;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.runtime.data.Column;

/** Finds which output is compared with which input. */
final class Pairings {
    private final Graph graph;
    private final ExampleAxis axis;
    private final Examples examples;

    /** @param examples that the model is tested with */
    Pairings(Graph graph, ExampleAxis axis, Examples examples) {
        this.graph = graph;
        this.axis = axis;
        this.examples = examples;
    }

    /** The first output for which there is exactly one input that it does not depend on and that fits it. */
    Optional<Pairing> obvious() {
        return graph.outputs().entrySet().stream()
                .map(output -> candidates(output.getKey(), output.getValue()))
                .filter(found -> found.size() == 1)
                .map(found -> found.get(0))
                .findFirst();
    }

    private List<Pairing> candidates(String name, Node output) {
        return graph.inputs().stream()
                .filter(input -> !Nodes.dependsOn(output, input))
                .flatMap(input -> pairing(name, output, (Input) input.operation()).stream())
                .toList();
    }

    /** @throws CommandException when there is no such output or input, or they cannot be compared */
    Pairing of(String output, String target) {
        Node node = graph.outputs().get(output);
        if (node == null) {
            throw new CommandException("--score " + output + "=" + target + ": the model has no output `" + output
                    + "`; it has " + String.join(", ", graph.outputs().keySet()));
        }
        Input input = inputs().filter(i -> i.path().equals(target))
                .findFirst()
                .orElseThrow(() -> new CommandException("--score " + output + "=" + target
                        + ": the model has no input `" + target + "`; it has "
                        + String.join(", ", inputs().map(Input::path).toList())));
        return pairing(output, node, input)
                .orElseThrow(() -> new CommandException("--score " + output + "=" + target + ": `" + output + " : "
                        + node.type() + "` cannot be compared with `" + target + " : " + input.type()
                        + "`; it needs one number for each of its own, or the number of a class for each row"));
    }

    private Stream<Input> inputs() {
        return graph.declaredInputs().stream();
    }

    private Optional<Pairing> pairing(String name, Node output, Input input) {
        Optional<Column> column =
                examples.data().filter(d -> d.names().contains(input.path())).map(d -> d.column(input.path()));
        boolean byExample = axis.size().isEmpty() || axis.in(output.shape()) >= 0;
        if (column.isEmpty() || !byExample || output.type().element() != Element.REAL) {
            return Optional.empty();
        }
        Shape said = axis.element(output.shape()).fix(examples.sizes());
        Shape told = axis.element(input.type().shape()).fix(examples.sizes());
        if (!said.isKnown() || !told.isKnown()) {
            return Optional.empty();
        }
        return pairing(name, output, input, column.get(), said, told);
    }

    private static Optional<Pairing> pairing(
            String name, Node output, Input input, Column told, Shape said, Shape shape) {
        int last = said.rank() == 0 ? 1 : (int) said.size(said.rank() - 1).known();
        int all = (int) said.count().known();
        if (input.type().element() == Element.I32
                && last > 1
                && said.rank() == shape.rank() + 1
                && said.sizes().subList(0, shape.rank()).equals(shape.sizes())) {
            return Optional.of(new Pairing(name, output, input, TargetKind.CLASS_NUMBERS, last));
        }
        if (all != shape.count().known()) {
            return Optional.empty();
        }
        TargetKind kind = kind(told, last);
        int width = kind == TargetKind.NUMBERS ? all : kind == TargetKind.ONE_HOT ? last : 2;
        return Optional.of(new Pairing(name, output, input, kind, width));
    }

    private static TargetKind kind(Column told, int row) {
        for (int i = 0; i < told.length(); i++) {
            if (told.get(i) != 0 && told.get(i) != 1) {
                return TargetKind.NUMBERS;
            }
        }
        return row > 1 && isOneHot(told, row) ? TargetKind.ONE_HOT : TargetKind.YES_OR_NO;
    }

    private static boolean isOneHot(Column told, int row) {
        for (int i = 0; i < told.length(); i += row) {
            double sum = 0;
            for (int k = 0; k < row; k++) {
                sum += told.get(i + k);
            }
            if (sum != 1) {
                return false;
            }
        }
        return true;
    }
}
