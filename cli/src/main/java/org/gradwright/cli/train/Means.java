// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradwright.runtime.ModelDescription.Metric;
import org.gradwright.runtime.TrainingStep;

/** Losses and metrics averaged over examples: each batch counts as often as it has examples. */
public final class Means {
    private final List<Metric> metrics;
    private final long losses;
    private final double[] sums;
    private long examples;

    /** What is averaged, before it is divided: one sum for each metric, or none when there are no examples yet. */
    public record Sums(List<Double> values, long examples) {
        static final Sums NONE = new Sums(List.of(), 0);

        public Sums {
            values = List.copyOf(values);
        }
    }

    /** @throws IllegalArgumentException when the sums are those of another model */
    Means(TrainingStep model, Sums before) {
        this.metrics = model.description().metrics();
        this.losses = metrics.stream().filter(Metric::loss).count();
        this.sums = new double[metrics.size()];
        this.examples = before.examples();
        if (!before.values().isEmpty() && before.values().size() != sums.length) {
            throw new IllegalArgumentException(
                    before.values().size() + " sums, but the model has " + sums.length + " losses and metrics");
        }
        for (int i = 0; i < before.values().size(); i++) {
            sums[i] = before.values().get(i);
        }
    }

    Means(TrainingStep model) {
        this(model, Sums.NONE);
    }

    /** Takes in what the latest step or evaluation of the model reported. */
    void add(TrainingStep model, int batch) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += batch * model.metric(metrics.get(i).name());
        }
        examples += batch;
    }

    Sums sums() {
        return new Sums(java.util.Arrays.stream(sums).boxed().toList(), examples);
    }

    /** By name; a single loss as {@code loss} whatever the model calls it. */
    Map<String, Double> values() {
        var values = new LinkedHashMap<String, Double>();
        for (int i = 0; i < sums.length; i++) {
            values.put(
                    losses == 1 && metrics.get(i).loss()
                            ? "loss"
                            : metrics.get(i).name(),
                    sums[i] / examples);
        }
        return values;
    }
}
