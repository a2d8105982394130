// SPDX-License-Identifier: Apache-2.0
package org.gradwright.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.gradwright.compiler.CompileOptions;
import org.gradwright.compiler.Compiler;
import org.gradwright.compiler.LoadedStep;
import org.gradwright.compiler.lang.Language;
import org.gradwright.compiler.lang.Options;

/**
 * A network with a batch of fixed size to train it on.
 *
 * @param model the model file among the resources; parameters and inputs are declared in the order of the data file
 * @param inputs in order of declaration
 */
record Workload(String name, String model, int batch, List<Input> inputs) {
    /** What an input holds. */
    enum Kind {
        /** Numbers in [-1, 1]; the second half of the examples repeats the first, so that targets cannot be fitted. */
        EXAMPLES,
        /** Numbers in [-1, 1]. */
        NUMBERS,
        /** 0 or 1. */
        BITS,
        /** Rows with a single 1. */
        ONE_HOT,
        /** Numbers of characters. */
        CHARACTERS,
        /** One number that no data file holds: the rate of dropout. */
        DROPOUT_RATE
    }

    /** @param width numbers of one example */
    record Input(int width, Kind kind) {}

    private static final List<Workload> ALL = List.of(
            new Workload("W1", "w1", 1, List.of(examples(1), numbers(1))),
            new Workload("W2b1", "w2", 1, List.of(examples(1), numbers(1))),
            new Workload("W2b32", "w2", 32, List.of(examples(1), numbers(1))),
            new Workload("W3", "w3", 32, List.of(examples(16), new Input(1, Kind.BITS))),
            new Workload(
                    "W4", "w4", 128, List.of(examples(64), numbers(32), oneHot(10), new Input(1, Kind.DROPOUT_RATE))),
            new Workload("W5b32", "w5", 32, List.of(examples(784), oneHot(10))),
            new Workload("W5b128", "w5", 128, List.of(examples(784), oneHot(10))),
            new Workload("W6", "w6", 64, List.of(examples(784), oneHot(10))),
            new Workload("W7", "w7", 16, List.of(characters(64), characters(64))));

    /** How many characters there are. */
    static final int VOCABULARY = 65;

    private static Input examples(int width) {
        return new Input(width, Kind.EXAMPLES);
    }

    private static Input numbers(int width) {
        return new Input(width, Kind.NUMBERS);
    }

    private static Input characters(int width) {
        return new Input(width, Kind.CHARACTERS);
    }

    private static Input oneHot(int width) {
        return new Input(width, Kind.ONE_HOT);
    }

    /** The workload of a name. @throws IllegalArgumentException when there is none; the message lists them */
    static Workload named(String name) {
        return ALL.stream()
                .filter(workload -> workload.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no workload is called " + name + ", only "
                        + ALL.stream().map(Workload::name).collect(Collectors.joining(" "))));
    }

    /** The model, compiled and loaded. */
    LoadedStep compile() {
        String file = model + ".graph";
        var graph = Language.parse(file, text(file), Options.NONE).graph();
        return Compiler.compile(graph, CompileOptions.DEFAULT.withSourceFile(file))
                .load();
    }

    private static String text(String file) {
        try (InputStream in = Workload.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }
}
