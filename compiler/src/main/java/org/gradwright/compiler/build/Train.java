// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A {@code train} line. Patterns are paths such as {@code h1.W}, {@code body.**} or {@code h[0..<2].*}; one that matches
 * nothing is an error. All is checked by {@link ModelBuilder#build}, when every parameter is known.
 */
public final class Train {
    private final String head;
    private final List<String> over = new ArrayList<>();
    private final List<String> options = new ArrayList<>();

    Train(Optional<String> label, Term loss, Term optimiser) {
        this.head = "train " + label.map(l -> Spelling.name(l) + " : ").orElse("") + loss + " with " + optimiser;
    }

    /** Trains the matching parameters only. */
    public Train over(String... patterns) {
        over.addAll(Stream.of(patterns).map(Spelling::pattern).toList());
        return this;
    }

    /** Bounds the norm of all gradients together. */
    public Train clipNorm(double most) {
        return option("clip_norm(" + Terms.number(most) + ")");
    }

    /** Bounds the norm n of all gradients together: they are multiplied by {@code min(1, most / (n + epsilon))}. */
    public Train clipNorm(double most, double epsilon) {
        return option("clip_norm(" + Terms.number(most) + ", eps = " + Terms.number(epsilon) + ")");
    }

    /** Bounds the magnitude of every element of a gradient. */
    public Train clipValue(double most) {
        return option("clip_value(" + Terms.number(most) + ")");
    }

    /** Averages the gradients of so many steps for one update. */
    public Train accumulate(int steps) {
        return option("accumulate(" + Terms.number(steps) + ")");
    }

    /** Keeps an exponential moving average of the weights. */
    public Train average(double decay) {
        return option("average(" + Terms.number(decay) + ")");
    }

    /** Leaves the matching parameters as they are. */
    public Train freeze(String... patterns) {
        return option("freeze " + joined(patterns));
    }

    /** Gives the matching parameters another setting of the optimiser, {@code set("weight_decay", 0, "**.b")}. */
    public Train set(String setting, Object value, String... patterns) {
        return option("set " + joined(patterns) + " : " + Spelling.name(setting) + " = " + Terms.of(value));
    }

    private static String joined(String... patterns) {
        if (patterns.length == 0) {
            throw new ModelError("say which parameters are meant: `**` is all of them");
        }
        return Stream.of(patterns).map(Spelling::pattern).collect(Collectors.joining(", "));
    }

    private Train option(String line) {
        options.add("  " + line + "\n");
        return this;
    }

    String text() {
        String patterns = over.isEmpty() ? "" : " over " + String.join(", ", over);
        return head + patterns + (options.isEmpty() ? "" : " {\n" + String.join("", options) + "}");
    }
}
