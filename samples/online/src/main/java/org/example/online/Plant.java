// SPDX-License-Identifier: Apache-2.0
package org.example.online;

import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A cooling plant that reports load, temperature and power without end. In the middle of the stream its filter clogs. */
public final class Plant {
    private static final int READINGS = 10_000;
    private static final int CLOGGED_FROM = 5_000;

    private Plant() {}

    /** Prints a reading a line. */
    public static void main(String[] args) {
        readings().forEach(System.out::println);
    }

    /** The same stream each time. */
    static Stream<String> readings() {
        var random = new Random(1);
        return IntStream.range(0, READINGS).mapToObj(i -> reading(random, i >= CLOGGED_FROM));
    }

    private static String reading(Random random, boolean clogged) {
        double load = random.nextDouble();
        double temperature = 1.5 + random.nextGaussian() / 2;
        double power = 0.5 + 2 * load * load + 0.4 * Math.max(0, temperature - 1) * load;
        double measured = (clogged ? 1.4 * power : power) + random.nextGaussian() / 50;
        return (float) load + "," + (float) temperature + "," + (float) measured;
    }
}
