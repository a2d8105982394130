// SPDX-License-Identifier: Apache-2.0
package org.gradwright.benchmarks;

import java.util.Arrays;

/**
 * Times of one training step in microseconds.
 *
 * @param steps how many were timed
 */
record Measurement(double median, double tenth, double ninetieth, long steps) {
    private static final double SHORTEST_BLOCK_NANOS = 50_000;
    private static final int FEWEST_BLOCKS = 20;
    private static final int MOST_BLOCKS = 1 << 20;

    /** Runs steps for some seconds to warm up, then times blocks of them, each long enough for the clock. */
    static Measurement of(Runnable step, double warmSeconds, double seconds) {
        runFor(step, warmSeconds);
        int block = blockSize(step);
        runFor(() -> repeat(step, block), 0.2);
        long end = System.nanoTime() + (long) (seconds * 1e9);
        var micros = new double[MOST_BLOCKS];
        int blocks = 0;
        while (blocks < MOST_BLOCKS && (blocks < FEWEST_BLOCKS || System.nanoTime() < end)) {
            long start = System.nanoTime();
            repeat(step, block);
            micros[blocks++] = (System.nanoTime() - start) / 1e3 / block;
        }
        return of(Arrays.copyOf(micros, blocks), block);
    }

    private static Measurement of(double[] micros, int block) {
        Arrays.sort(micros);
        int last = micros.length - 1;
        return new Measurement(
                micros[last / 2], micros[last / 10], micros[(int) (last * 0.9)], (long) micros.length * block);
    }

    /** How many steps a block needs, from how many run in a fifth of a second. */
    private static int blockSize(Runnable step) {
        long start = System.nanoTime();
        long steps = runFor(step, 0.2);
        double nanos = (System.nanoTime() - start) / (double) steps;
        return (int) Math.ceil(SHORTEST_BLOCK_NANOS / nanos);
    }

    private static long runFor(Runnable step, double seconds) {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        long steps = 0;
        do {
            step.run();
            steps++;
        } while (System.nanoTime() < end);
        return steps;
    }

    private static void repeat(Runnable step, int times) {
        for (int i = 0; i < times; i++) {
            step.run();
        }
    }
}
