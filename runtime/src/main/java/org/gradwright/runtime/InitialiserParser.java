// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the text of an {@link Initialiser}. */
final class InitialiserParser {
    private static final Pattern CALL = Pattern.compile("([a-z_]+)(?:\\(([^()]*)\\))?");
    private static final List<String> KNOWN = List.of(
            "zeros",
            "ones",
            "constant",
            "values",
            "uniform",
            "normal",
            "glorot_uniform",
            "glorot_normal",
            "he_uniform",
            "he_normal",
            "orthogonal");

    private InitialiserParser() {}

    static Initialiser parse(String text) {
        Matcher call = CALL.matcher(text);
        if (!call.matches()) {
            throw new IllegalArgumentException("`" + text + "` is no initialiser: write one such as normal(0.02)");
        }
        return make(call.group(1), arguments(call.group(2)));
    }

    private static List<Double> arguments(String text) {
        if (text == null || text.isBlank()) {
            return List.of();
        }
        return Stream.of(text.split(",", -1))
                .map(String::strip)
                .map(Numbers::parse)
                .toList();
    }

    private static Initialiser make(String name, List<Double> a) {
        return switch (name) {
            case "zeros" -> count(name, a, 0, 0, new Initialiser.Constant(0));
            case "ones" -> count(name, a, 0, 0, new Initialiser.Constant(1));
            case "constant" -> count(name, a, 1, 1, new Initialiser.Constant(get(a, 0, 0)));
            case "values" -> count(name, a, 1, Integer.MAX_VALUE, new Initialiser.Values(a));
            case "uniform" -> count(name, a, 1, 2, uniform(a));
            case "normal" -> count(name, a, 1, 2, new Initialiser.Normal(get(a, 0, 0), get(a, 1, 0)));
            case "orthogonal" -> count(name, a, 0, 1, new Initialiser.Orthogonal(get(a, 0, 1)));
            default -> count(name, a, 0, 0, scaled(name));
        };
    }

    private static Initialiser uniform(List<Double> a) {
        double first = get(a, 0, 0);
        return a.size() == 1
                ? new Initialiser.Uniform(-first, first)
                : new Initialiser.Uniform(first, get(a, 1, first));
    }

    private static Initialiser scaled(String name) {
        for (Initialiser.Scaled scaled : Initialiser.Scaled.values()) {
            if (scaled.text().equals(name)) {
                return scaled;
            }
        }
        throw new IllegalArgumentException("no initialiser is called " + name + Suggestion.among(KNOWN, name));
    }

    private static double get(List<Double> a, int i, double otherwise) {
        return i < a.size() ? a.get(i) : otherwise;
    }

    private static Initialiser count(String name, List<Double> a, int least, int most, Initialiser initialiser) {
        if (a.size() < least || a.size() > most) {
            String wanted = least == most
                    ? "" + least
                    : most == Integer.MAX_VALUE ? "at least " + least : least + " or " + most;
            throw new IllegalArgumentException(name + " takes " + wanted + " numbers, not " + a.size());
        }
        return initialiser;
    }
}
