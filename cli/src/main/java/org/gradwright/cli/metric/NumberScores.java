// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.metric;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Metrics of numbers: the mean absolute error, and the mean over an example's numbers of how much variance is explained. */
final class NumberScores implements Scores {
    private final List<MetricName> names;
    private final double[] means;
    private final double[] variations;
    private final double[] errors;
    private double absolute;
    private long count;

    /** @param numbers how many an example has */
    NumberScores(int numbers, List<MetricName> names) {
        this.names = List.copyOf(names);
        this.means = new double[numbers];
        this.variations = new double[numbers];
        this.errors = new double[numbers];
    }

    /** Means and sums of squared deviations are updated by Welford's method (1962). */
    @Override
    public void add(double[] output, double[] target) {
        count++;
        for (int i = 0; i < means.length; i++) {
            double error = target[i] - output[i];
            double before = target[i] - means[i];
            means[i] += before / count;
            variations[i] += before * (target[i] - means[i]);
            errors[i] += error * error;
            absolute += Math.abs(error);
        }
    }

    @Override
    public Map<String, Double> values() {
        var values = new LinkedHashMap<String, Double>();
        for (MetricName name : names) {
            values.put(name.toString(), name.kind() == MetricName.Kind.MAE ? absolute / count / means.length : r2());
        }
        return values;
    }

    /** The mean of 1 - (sum of squared errors) / (sum of squared deviations); where nothing varies, 1 if all is right, else 0. */
    private double r2() {
        double sum = 0;
        for (int i = 0; i < means.length; i++) {
            sum += variations[i] > 0 ? 1 - errors[i] / variations[i] : errors[i] == 0 ? 1 : 0;
        }
        return sum / means.length;
    }
}
