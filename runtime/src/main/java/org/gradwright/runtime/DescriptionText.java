// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.gradwright.runtime.ModelDescription.Constant;
import org.gradwright.runtime.ModelDescription.Input;
import org.gradwright.runtime.ModelDescription.Metric;
import org.gradwright.runtime.ModelDescription.Output;
import org.gradwright.runtime.ModelDescription.Variable;

/**
 * Writes the text of a {@link ModelDescription}, which a generated class carries and {@link ModelDescription#parse} reads back. Only who
 * writes classes needs it:
 *
 * <pre>
 * gradwright-model 1
 * graph Mnist
 * precision f32
 * persistent 1234
 * size batch
 * input x real[batch, 784]
 * output p real[batch, 10] needs x
 * loss loss at 0
 * metric accuracy at 1
 * step step
 * param h1.W [784, 512] at 16 = glorot_uniform
 * state norm.running_mean [512] at 528 = zeros
 * optimiser h1.W.m [784, 512] at 1040 = zeros
 * constant at 2 = 0.5, 1
 * </pre>
 *
 * A name with other characters than letters, digits and {@code _ . [ ]} stands in double quotes.
 */
public final class DescriptionText {
    /** A third of a constant's limit: no character takes more than three bytes in modified UTF-8. */
    private static final int CHUNK = 65_535 / 3;

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.\\[\\]]+");

    private DescriptionText() {}

    /** One fact a line. */
    public static String of(ModelDescription model) {
        List<String> lines = new ArrayList<>();
        lines.add(DescriptionParser.FIRST_LINE);
        lines.add("graph " + quote(model.graph()));
        lines.add("precision " + model.precision().text());
        lines.add("persistent " + model.realPersistent());
        model.freeSizes().forEach(size -> lines.add("size " + quote(size)));
        model.inputs().forEach(input -> lines.add(line(input)));
        model.outputs().forEach(output -> lines.add(line(output)));
        model.metrics().forEach(metric -> lines.add(line(metric)));
        model.steps().forEach(label -> lines.add("step " + quote(label)));
        model.variables().forEach(variable -> lines.add(line(variable)));
        model.constants().forEach(constant -> lines.add(line(constant)));
        return String.join("\n", lines) + "\n";
    }

    private static String line(Input input) {
        return "input " + quote(input.name()) + " " + input.type();
    }

    private static String line(Output output) {
        String needs = output.needs().stream().map(DescriptionText::quote).collect(Collectors.joining(", "));
        return "output " + quote(output.name()) + " " + output.type() + (needs.isEmpty() ? "" : " needs " + needs);
    }

    private static String line(Metric metric) {
        return (metric.loss() ? "loss " : "metric ") + quote(metric.name()) + " at " + metric.offset();
    }

    private static String line(Variable variable) {
        return variable.kind().text() + " " + quote(variable.path()) + " " + Shapes.print(variable.shape()) + " at "
                + variable.offset() + " = " + variable.initialiser().text();
    }

    private static String line(Constant constant) {
        return "constant at " + constant.offset() + " = "
                + constant.values().stream().map(Numbers::print).collect(Collectors.joining(", "));
    }

    private static String quote(String name) {
        if (PLAIN.matcher(name).matches()) {
            return name;
        }
        return '"'
                + name.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                + '"';
    }

    /** The text in pieces that each fit into a constant of a class file (65,535 bytes in modified UTF-8). */
    public static List<String> chunks(ModelDescription model) {
        String text = of(model);
        List<String> chunks = new ArrayList<>();
        for (int start = 0; start < text.length(); start += CHUNK) {
            chunks.add(text.substring(start, Math.min(text.length(), start + CHUNK)));
        }
        return chunks;
    }
}
