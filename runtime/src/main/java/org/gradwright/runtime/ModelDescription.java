// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

import java.util.List;
import java.util.Optional;

/**
 * What a compiled model is: its inputs, outputs, metrics and variables, and where they lie in the arena. A generated
 * class carries it as text; {@link DescriptionText#of} and {@link #parse} are inverse to each other.
 *
 * <p>The arena of real numbers begins with a persistent part of {@code realPersistent} numbers that outlives a step: it
 * holds every variable, metric and constant. All offsets count elements. What follows it is scratch.
 *
 * @param graph the graph's name
 * @param precision the precision of all real numbers
 * @param freeSizes the sizes that are known only at run time, in order of their first use
 * @param inputs in order of declaration
 * @param outputs in order of declaration
 * @param metrics the losses and metrics, in order of declaration
 * @param steps the label of each {@code train} line, in order of declaration
 * @param variables parameters, states and optimiser state, in order of creation
 * @param constants tensors fixed when the model was compiled
 * @param realPersistent how many real numbers the persistent part holds
 */
public record ModelDescription(
        String graph,
        Precision precision,
        List<String> freeSizes,
        List<Input> inputs,
        List<Output> outputs,
        List<Metric> metrics,
        List<String> steps,
        List<Variable> variables,
        List<Constant> constants,
        int realPersistent) {

    /**
     * Copies the lists and checks the whole: names are unique, what an output needs exists, everything lies in the
     * persistent part and nothing overlaps.
     *
     * @throws IllegalArgumentException naming the first fault
     */
    public ModelDescription {
        freeSizes = List.copyOf(freeSizes);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        metrics = List.copyOf(metrics);
        steps = List.copyOf(steps);
        variables = List.copyOf(variables);
        constants = List.copyOf(constants);
        DescriptionCheck.names(graph, freeSizes, inputs, outputs, metrics, steps, variables);
        DescriptionCheck.layout(realPersistent, metrics, variables, constants);
    }

    /**
     * An input.
     *
     * @param name its name in the model
     * @param element its element type
     * @param shape one text a size, such as {@code batch}, {@code 784} or {@code 3*batch+1}
     */
    public record Input(String name, Element element, List<String> shape) {
        /** Copies the shape. */
        public Input {
            shape = List.copyOf(shape);
        }

        /** The type in the language's notation, such as {@code real[batch, 784]}. */
        public String type() {
            return element.type(shape);
        }
    }

    /**
     * An output.
     *
     * @param name its name in the model
     * @param element its element type
     * @param shape one text a size
     * @param needs the names of the inputs that it depends on
     */
    public record Output(String name, Element element, List<String> shape, List<String> needs) {
        /** Copies the lists. */
        public Output {
            shape = List.copyOf(shape);
            needs = List.copyOf(needs);
        }

        /** The type in the language's notation, such as {@code real[batch, 10]}. */
        public String type() {
            return element.type(shape);
        }
    }

    /**
     * A number that each step reports.
     *
     * @param name its name in the model
     * @param offset where it lies in the arena
     * @param loss whether it is a trained loss
     */
    public record Metric(String name, int offset, boolean loss) {}

    /** What a variable is for. */
    public enum Kind {
        /** Trained. */
        PARAM("param"),
        /** Kept and saved, not trained. */
        STATE("state"),
        /** What an optimiser remembers about a parameter. */
        OPTIMISER("optimiser");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** The name in descriptions. */
        public String text() {
            return text;
        }
    }

    /**
     * A tensor that outlives the step.
     *
     * @param kind what it is for
     * @param path its name, such as {@code h[3].att.qkv.W}; unique among the variables of all kinds
     * @param shape its sizes, all known
     * @param offset where it begins in the arena
     * @param initialiser its first values
     */
    public record Variable(Kind kind, String path, List<Integer> shape, int offset, Initialiser initialiser) {
        /** Copies the shape. */
        public Variable {
            shape = List.copyOf(shape);
        }

        /** The number of elements. */
        public long size() {
            return Shapes.size(shape);
        }
    }

    /**
     * Numbers fixed when the model was compiled.
     *
     * @param offset where they begin in the arena
     * @param values the numbers
     */
    public record Constant(int offset, List<Double> values) {
        /** Copies the values. */
        public Constant {
            values = List.copyOf(values);
        }
    }

    /** The first loss; empty in a model that is not trained. */
    public Optional<Metric> loss() {
        return metrics.stream().filter(Metric::loss).findFirst();
    }

    /**
     * Reads the text of a description.
     *
     * @param chunks the text, cut anywhere
     * @throws IllegalArgumentException naming the line and what is wrong with it
     */
    public static ModelDescription parse(String... chunks) {
        return new DescriptionParser(String.join("", chunks)).parse();
    }
}
