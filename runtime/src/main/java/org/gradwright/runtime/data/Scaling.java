// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime.data;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * A map {@code (x - offset) * factor} for each feature, learnt from the examples to train with and then applied to all. A
 * feature that never changes becomes 0.
 */
public final class Scaling {
    private final double[] offsets;
    private final double[] factors;

    private Scaling(int features) {
        this(new double[features], new double[features]);
    }

    private Scaling(double[] offsets, double[] factors) {
        this.offsets = offsets;
        this.factors = factors;
    }

    /**
     * A scaling that was learnt before.
     *
     * @param offsets one a feature
     * @param factors one a feature
     * @throws IllegalArgumentException when their numbers differ or one of them is not finite
     */
    public static Scaling of(double[] offsets, double[] factors) {
        boolean isFinite = DoubleStream.concat(DoubleStream.of(offsets), DoubleStream.of(factors))
                .allMatch(Double::isFinite);
        if (offsets.length != factors.length || !isFinite) {
            throw new IllegalArgumentException(
                    "a scaling has a finite offset and a finite factor for each feature; these are "
                            + Arrays.toString(offsets) + " and " + Arrays.toString(factors));
        }
        return new Scaling(offsets.clone(), factors.clone());
    }

    /** What is taken from each feature. */
    public double[] offsets() {
        return offsets.clone();
    }

    /** What each feature is multiplied by then. */
    public double[] factors() {
        return factors.clone();
    }

    /**
     * Brings each feature into [0, 1].
     *
     * @throws DataException when a value is not finite
     */
    public static Scaling minMax(Column column) {
        Scaling scaling = new Scaling(column.stride());
        double[] highest = new double[column.stride()];
        Arrays.fill(scaling.offsets, Double.POSITIVE_INFINITY);
        Arrays.fill(highest, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < column.length(); i++) {
            int feature = i % highest.length;
            double value = finite(column, i);
            scaling.offsets[feature] = Math.min(scaling.offsets[feature], value);
            highest[feature] = Math.max(highest[feature], value);
        }
        for (int feature = 0; feature < highest.length; feature++) {
            scaling.factors[feature] = inverse(highest[feature] - scaling.offsets[feature]);
        }
        return scaling;
    }

    /**
     * Brings each feature to mean 0 and standard deviation 1 (of the population: divided by the count).
     *
     * @throws DataException when a value is not finite
     */
    public static Scaling standardise(Column column) {
        Scaling scaling = new Scaling(column.stride());
        double[] squares = new double[column.stride()];
        for (int i = 0; i < column.length(); i++) {
            scaling.learn(i % squares.length, finite(column, i), i / squares.length + 1, squares);
        }
        for (int feature = 0; feature < squares.length; feature++) {
            scaling.factors[feature] = inverse(Math.sqrt(squares[feature] / column.count()));
        }
        return scaling;
    }

    /** Mean and sum of squared deviations, one value after the other without cancellation (Welford, 1962). */
    private void learn(int feature, double value, int count, double[] squares) {
        double deviation = value - offsets[feature];
        offsets[feature] += deviation / count;
        squares[feature] += deviation * (value - offsets[feature]);
    }

    private static double inverse(double spread) {
        return spread > 0 ? 1 / spread : 0;
    }

    private static double finite(Column column, int index) {
        double value = column.get(index);
        if (!Double.isFinite(value)) {
            throw new DataException("feature " + index % column.stride() + " of example " + index / column.stride()
                    + " is " + value + "; replace it or leave the example out");
        }
        return value;
    }

    /**
     * The scaled column: {@code double}s from {@code double}s, otherwise {@code float}s.
     *
     * @throws IllegalArgumentException when it has another number of features than this scaling was learnt from
     */
    public Column apply(Column column) {
        if (column.stride() != offsets.length) {
            throw new IllegalArgumentException(
                    "the scaling was learnt from " + offsets.length + " features, the column has " + column.stride());
        }
        double[] scaled = new double[column.length()];
        for (int i = 0; i < scaled.length; i++) {
            int feature = i % offsets.length;
            scaled[i] = (column.get(i) - offsets[feature]) * factors[feature];
        }
        Column.Doubles doubles = new Column.Doubles(scaled, column.shape());
        return column instanceof Column.Doubles ? doubles : doubles.toFloats();
    }
}
