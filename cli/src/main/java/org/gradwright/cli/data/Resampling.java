// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.data;

/**
 * Another number of samples along a line: each new one is a mean of the old ones around its place, weighted by a triangle that is as wide as
 * the new distance, or as the old one where samples become more. (Linear interpolation that does not skip samples.)
 */
final class Resampling {
    private final int[] first;
    private final float[][] weights;

    Resampling(int from, int to) {
        first = new int[to];
        weights = new float[to][];
        double scale = (double) from / to;
        double reach = Math.max(1, scale);
        for (int i = 0; i < to; i++) {
            double centre = (i + 0.5) * scale;
            first[i] = Math.max(0, (int) Math.floor(centre - reach));
            weights[i] = triangle(first[i], Math.min(from, (int) Math.ceil(centre + reach)), centre, reach);
        }
    }

    private static float[] triangle(int from, int to, double centre, double reach) {
        double[] heights = new double[to - from];
        double sum = 0;
        for (int k = 0; k < heights.length; k++) {
            heights[k] = Math.max(0, 1 - Math.abs(from + k + 0.5 - centre) / reach);
            sum += heights[k];
        }
        float[] weights = new float[heights.length];
        for (int k = 0; k < heights.length; k++) {
            weights[k] = (float) (heights[k] / sum);
        }
        return weights;
    }

    /** A line of an array into a line of another, each given by its first element and the distance between elements. */
    void apply(float[] source, int from, int step, float[] target, int to, int stride) {
        for (int i = 0; i < first.length; i++) {
            float sum = 0;
            for (int k = 0; k < weights[i].length; k++) {
                sum += weights[i][k] * source[from + (first[i] + k) * step];
            }
            target[to + i * stride] = sum;
        }
    }
}
