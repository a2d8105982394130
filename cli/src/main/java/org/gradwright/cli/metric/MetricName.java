// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.metric;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gradwright.cli.CommandException;

/**
 * A metric by its name.
 *
 * @param kind what is computed
 * @param top for {@link Kind#TOP}, among how many of the likeliest classes the right one must be; otherwise 1
 */
public record MetricName(Kind kind, int top) {
    private static final Pattern TOP = Pattern.compile("top-([1-9]\\d{0,5})");

    /** What metrics there are. */
    public enum Kind {
        /** The part of classes that are right. */
        ACCURACY(true),
        /** The part of classes that are among the likeliest. */
        TOP(true),
        /** The mean over classes of the harmonic mean of precision and recall. */
        F1(true),
        /** The mean absolute error. */
        MAE(false),
        /** The part of the variance that is explained. */
        R2(false);

        private final boolean ofClasses;

        Kind(boolean ofClasses) {
            this.ofClasses = ofClasses;
        }
    }

    /** What is computed of classes if nobody says anything. */
    static final List<MetricName> OF_CLASSES = List.of(new MetricName(Kind.ACCURACY, 1), new MetricName(Kind.F1, 1));

    /** What is computed of numbers if nobody says anything. */
    static final List<MetricName> OF_NUMBERS = List.of(new MetricName(Kind.MAE, 1), new MetricName(Kind.R2, 1));

    /** Whether it needs classes; otherwise it needs numbers. */
    boolean ofClasses() {
        return kind.ofClasses;
    }

    /** @throws CommandException when there is no such metric */
    public static MetricName parse(String text) {
        Matcher top = TOP.matcher(text);
        if (top.matches()) {
            return new MetricName(Kind.TOP, Integer.parseInt(top.group(1)));
        }
        return switch (text) {
            case "accuracy" -> new MetricName(Kind.ACCURACY, 1);
            case "f1" -> new MetricName(Kind.F1, 1);
            case "mae" -> new MetricName(Kind.MAE, 1);
            case "r2" -> new MetricName(Kind.R2, 1);
            default ->
                throw new CommandException("there is no metric `" + text
                        + "`; there are accuracy, top-5 (or any other number), f1, mae, r2");
        };
    }

    @Override
    public String toString() {
        return kind == Kind.TOP ? "top-" + top : kind.name().toLowerCase(java.util.Locale.ROOT);
    }
}
