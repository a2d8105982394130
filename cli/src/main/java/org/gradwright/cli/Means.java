// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradwright.runtime.ModelDescription.Metric;
import org.gradwright.runtime.TrainingStep;

/** Losses and metrics averaged over examples: each batch counts as often as it has examples. */
final class Means {
    private final List<Metric> metrics;
    private final long losses;
    private final double[] sums;
    private long examples;

    Means(TrainingStep model) {
        this.metrics = model.description().metrics();
        this.losses = metrics.stream().filter(Metric::loss).count();
        this.sums = new double[metrics.size()];
    }

    /** Takes in what the latest step or evaluation of the model reported. */
    void add(TrainingStep model, int batch) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += batch * model.metric(metrics.get(i).name());
        }
        examples += batch;
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
