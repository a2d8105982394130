// SPDX-License-Identifier: Apache-2.0
package org.gradwright.samples.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Measured flowers whose species is known.
 *
 * @param x four measurements a flower, one flower after the other
 * @param species one number a flower
 */
record Flowers(float[] x, int[] species) {
    private static final int MEASUREMENTS = 4;

    /** The rows of a CSV file with a header: four measurements, then the species. */
    static Flowers read(Path file) throws IOException {
        List<String[]> rows = Files.readAllLines(file).stream()
                .skip(1)
                .map(row -> row.split(","))
                .toList();
        var flowers = new Flowers(new float[rows.size() * MEASUREMENTS], new int[rows.size()]);
        for (int i = 0; i < rows.size(); i++) {
            for (int k = 0; k < MEASUREMENTS; k++) {
                flowers.x[i * MEASUREMENTS + k] = Float.parseFloat(rows.get(i)[k]);
            }
            flowers.species[i] = Integer.parseInt(rows.get(i)[MEASUREMENTS]);
        }
        return flowers;
    }

    int count() {
        return species.length;
    }

    /** One flower. */
    Flowers only(int flower) {
        return select(new int[] {flower});
    }

    /** Those whose number is even, or those whose number is odd. */
    Flowers every(boolean even) {
        return select(
                IntStream.range(0, count()).filter(i -> i % 2 == 0 == even).toArray());
    }

    /** The same flowers, measured in another unit. */
    Flowers times(float factor) {
        float[] scaled = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            scaled[i] = x[i] * factor;
        }
        return new Flowers(scaled, species);
    }

    private Flowers select(int[] flowers) {
        var chosen = new Flowers(new float[flowers.length * MEASUREMENTS], new int[flowers.length]);
        for (int i = 0; i < flowers.length; i++) {
            System.arraycopy(x, flowers[i] * MEASUREMENTS, chosen.x, i * MEASUREMENTS, MEASUREMENTS);
            chosen.species[i] = species[flowers[i]];
        }
        return chosen;
    }
}
