// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.metric;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Metrics of classes: the model gives each class a score, the data name one. What the data call no class of the model, such as a
 * position to be ignored, is not counted.
 */
final class ClassScores implements Scores {
    private final TargetKind kind;
    private final List<MetricName> names;
    private final double[] scores;
    private final long[] actual;
    private final long[] predicted;
    private final long[] right;
    private final long[] among;
    private final Optional<ConfusionMatrix> confusion;
    private long count;

    /** @param classes how many scores belong together */
    ClassScores(TargetKind kind, int classes, List<MetricName> names) {
        this.kind = kind;
        this.names = List.copyOf(names);
        this.scores = new double[classes];
        this.actual = new long[classes];
        this.predicted = new long[classes];
        this.right = new long[classes];
        this.among = new long[names.size()];
        this.confusion =
                classes <= ConfusionMatrix.MOST_CLASSES ? Optional.of(new ConfusionMatrix(classes)) : Optional.empty();
    }

    @Override
    public void add(double[] output, double[] target) {
        int positions = kind.positions(output.length, scores.length);
        for (int i = 0; i < positions; i++) {
            int label = kind.label(target, i, scores.length);
            if (label >= 0 && label < scores.length) {
                kind.scores(output, i, scores);
                add(label);
            }
        }
    }

    private void add(int label) {
        int likeliest = likeliest();
        count++;
        actual[label]++;
        predicted[likeliest]++;
        right[label] += likeliest == label ? 1 : 0;
        confusion.ifPresent(c -> c.add(label, likeliest));
        for (int m = 0; m < among.length; m++) {
            among[m] += rank(label) < names.get(m).top() ? 1 : 0;
        }
    }

    /** The first of the highest. */
    private int likeliest() {
        int best = 0;
        for (int k = 1; k < scores.length; k++) {
            best = scores[k] > scores[best] ? k : best;
        }
        return best;
    }

    /** How many classes come before this one; of equal ones the first comes first. */
    private int rank(int label) {
        int before = 0;
        for (int k = 0; k < scores.length; k++) {
            before += scores[k] > scores[label] || scores[k] == scores[label] && k < label ? 1 : 0;
        }
        return before;
    }

    @Override
    public Map<String, Double> values() {
        var values = new LinkedHashMap<String, Double>();
        for (int m = 0; m < among.length; m++) {
            boolean isF1 = names.get(m).kind() == MetricName.Kind.F1;
            values.put(names.get(m).toString(), isF1 ? f1() : (double) among[m] / count);
        }
        return values;
    }

    /** The mean over the classes that the data or the model name of 2 tp / (2 tp + fp + fn). */
    private double f1() {
        double sum = 0;
        int named = 0;
        for (int k = 0; k < right.length; k++) {
            if (actual[k] + predicted[k] > 0) {
                named++;
                sum += 2.0 * right[k] / (actual[k] + predicted[k]);
            }
        }
        return sum / named;
    }

    @Override
    public Optional<ConfusionMatrix> confusion() {
        return confusion;
    }
}
