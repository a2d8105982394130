// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

import java.util.ArrayList;
import java.util.List;
import org.gradwright.runtime.ModelDescription.Constant;
import org.gradwright.runtime.ModelDescription.Input;
import org.gradwright.runtime.ModelDescription.Kind;
import org.gradwright.runtime.ModelDescription.Metric;
import org.gradwright.runtime.ModelDescription.Output;
import org.gradwright.runtime.ModelDescription.Variable;

/** Reads the text of a {@link ModelDescription}; {@link DescriptionText} shows the format. */
final class DescriptionParser {
    static final String FIRST_LINE = "gradwright-model 1";

    private final String[] lines;
    private final List<String> freeSizes = new ArrayList<>();
    private final List<Input> inputs = new ArrayList<>();
    private final List<Output> outputs = new ArrayList<>();
    private final List<Metric> metrics = new ArrayList<>();
    private final List<String> steps = new ArrayList<>();
    private final List<Variable> variables = new ArrayList<>();
    private final List<Constant> constants = new ArrayList<>();
    private String graph;
    private Precision precision;
    private Integer persistent;

    DescriptionParser(String text) {
        lines = text.split("\n");
    }

    ModelDescription parse() {
        if (!lines[0].equals(FIRST_LINE)) {
            throw new IllegalArgumentException("a model description begins with `" + FIRST_LINE
                    + "`: compile the model with this version of gradwright");
        }
        for (int i = 1; i < lines.length; i++) {
            parse(i);
        }
        require(graph, "graph");
        require(precision, "precision");
        require(persistent, "persistent");
        return new ModelDescription(
                graph, precision, freeSizes, inputs, outputs, metrics, steps, variables, constants, persistent);
    }

    private void parse(int i) {
        try {
            DescriptionLine line = new DescriptionLine(lines[i]);
            fact(line);
            line.end();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("model description, line " + (i + 1) + ": " + e.getMessage(), e);
        }
    }

    private void fact(DescriptionLine line) {
        String word = line.word();
        switch (word) {
            case "graph" -> graph = once(word, graph, line.name());
            case "precision" -> precision = once(word, precision, Precision.parse(line.word()));
            case "persistent" -> persistent = once(word, persistent, line.number());
            case "size" -> freeSizes.add(line.name());
            case "input" -> inputs.add(new Input(line.name(), Element.parse(line.word()), line.shapeOrScalar()));
            case "output" ->
                outputs.add(new Output(line.name(), Element.parse(line.word()), line.shapeOrScalar(), needs(line)));
            case "metric" -> metrics.add(metric(line, false));
            case "loss" -> metrics.add(metric(line, true));
            case "step" -> steps.add(line.name());
            case "param" -> variables.add(variable(line, Kind.PARAM));
            case "state" -> variables.add(variable(line, Kind.STATE));
            case "optimiser" -> variables.add(variable(line, Kind.OPTIMISER));
            case "constant" -> constants.add(constant(line));
            default -> throw new IllegalArgumentException("`" + word + "` begins no line of a description");
        }
    }

    private static <T> T once(String word, T before, T value) {
        if (before != null) {
            throw new IllegalArgumentException("a second `" + word + "`");
        }
        return value;
    }

    private static void require(Object value, String word) {
        if (value == null) {
            throw new IllegalArgumentException("the model description has no line `" + word + "`");
        }
    }

    private static List<String> needs(DescriptionLine line) {
        List<String> names = new ArrayList<>();
        if (!line.atEnd()) {
            line.expect("needs");
            do {
                names.add(line.name());
            } while (line.comma());
        }
        return names;
    }

    private static Metric metric(DescriptionLine line, boolean loss) {
        String name = line.name();
        line.expect("at");
        return new Metric(name, line.number(), loss);
    }

    private static Variable variable(DescriptionLine line, Kind kind) {
        String path = line.name();
        List<Integer> shape = line.shape().stream().map(DescriptionLine::number).toList();
        line.expect("at");
        int offset = line.number();
        line.expect("=");
        return new Variable(kind, path, shape, offset, Initialiser.parse(line.rest()));
    }

    private static Constant constant(DescriptionLine line) {
        line.expect("at");
        int offset = line.number();
        line.expect("=");
        List<Double> values = new ArrayList<>();
        for (String value : line.rest().split(", ", -1)) {
            values.add(Numbers.parse(value));
        }
        return new Constant(offset, values);
    }
}
