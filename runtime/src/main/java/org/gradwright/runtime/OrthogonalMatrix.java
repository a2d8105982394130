// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

/**
 * A random matrix with orthonormal rows or columns, uniform over all such matrices: Gram and Schmidt's method on normal
 * draws, whose diagonal is positive (Mezzadri, "How to generate random matrices from the classical compact groups",
 * 2007). Each vector is projected twice, which keeps the orthogonality at rounding level (Giraud, Langou, 2005).
 */
final class OrthogonalMatrix {
    private OrthogonalMatrix() {}

    /** Fills a row-major matrix. */
    static void fill(double[] values, int rows, int columns, SplitMix random) {
        int count = Math.min(rows, columns);
        double[][] vectors = orthonormal(count, Math.max(rows, columns), random);
        for (int i = 0; i < values.length; i++) {
            int row = i / columns;
            int column = i % columns;
            values[i] = rows <= columns ? vectors[row][column] : vectors[column][row];
        }
    }

    private static double[][] orthonormal(int count, int length, SplitMix random) {
        double[][] vectors = new double[count][length];
        for (int i = 0; i < count; i++) {
            do {
                draw(vectors[i], random);
                project(vectors, i);
                project(vectors, i);
            } while (!normalise(vectors[i]));
        }
        return vectors;
    }

    private static void draw(double[] vector, SplitMix random) {
        for (int i = 0; i < vector.length; i++) {
            vector[i] = random.normal();
        }
    }

    /** Subtracts the parts that lie along the vectors before this one. */
    private static void project(double[][] vectors, int index) {
        double[] vector = vectors[index];
        for (int k = 0; k < index; k++) {
            double along = dot(vectors[k], vector);
            for (int i = 0; i < vector.length; i++) {
                vector[i] -= along * vectors[k][i];
            }
        }
    }

    /** Scales to length 1; false when what is left is too short to have a direction. */
    private static boolean normalise(double[] vector) {
        double norm = Math.sqrt(dot(vector, vector));
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= norm;
        }
        return norm > 1e-9;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
