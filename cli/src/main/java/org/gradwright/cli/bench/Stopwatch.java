// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.bench;

import java.util.Arrays;
import org.gradwright.runtime.Snapshot;
import org.gradwright.runtime.TrainingStep;

/**
 * Times steps. The model goes back to its start again and again: a batch that is fitted for long would leave gradients too
 * small for normal numbers, which are slow.
 */
final class Stopwatch {
    private static final double SHORTEST_BLOCK_NANOS = 20_000;
    private static final int MOST_BLOCKS = 1 << 16;
    private static final int STEPS_FROM_START = 500;

    private final TrainingStep model;
    private final Call step;
    private final Snapshot start;
    private int sinceStart;

    Stopwatch(TrainingStep model, Call step) {
        this.model = model;
        this.step = step;
        this.start = model.snapshot();
    }

    /** Quantiles of a time, in nanoseconds. */
    record Spread(double tenth, double median, double ninetieth) {
        static Spread of(double[] times) {
            double[] sorted = times.clone();
            Arrays.sort(sorted);
            int last = sorted.length - 1;
            return new Spread(sorted[last / 10], sorted[last / 2], sorted[(int) (last * 0.9)]);
        }
    }

    /** Warms up, then times blocks of steps, each long enough for the clock. */
    Spread wholeStep(double seconds) {
        double nanos = warmUp(seconds);
        int block = (int) Math.min(STEPS_FROM_START, Math.ceil(SHORTEST_BLOCK_NANOS / nanos));
        var times = new double[MOST_BLOCKS];
        int count = 0;
        long end = System.nanoTime() + (long) (seconds * 1e9);
        while (count == 0 || count < MOST_BLOCKS && System.nanoTime() < end) {
            refresh(block);
            long before = System.nanoTime();
            for (int i = 0; i < block; i++) {
                step.run();
            }
            times[count++] = (double) (System.nanoTime() - before) / block;
        }
        return Spread.of(Arrays.copyOf(times, count));
    }

    /** The median of each kernel, of a class that fills {@code ends} with the start and the end of each. */
    double[] kernels(double seconds, long[] ends) {
        warmUp(seconds);
        double clock = clockNanos();
        int kernels = ends.length - 1;
        var times = new double[kernels][MOST_BLOCKS / 16];
        int count = 0;
        long end = System.nanoTime() + (long) (seconds * 1e9);
        while (count == 0 || count < MOST_BLOCKS / 16 && System.nanoTime() < end) {
            refresh(1);
            step.run();
            for (int k = 0; k < kernels; k++) {
                times[k][count] = Math.max(0, ends[k + 1] - ends[k] - clock);
            }
            count++;
        }
        var medians = new double[kernels];
        for (int k = 0; k < kernels; k++) {
            medians[k] = Spread.of(Arrays.copyOf(times[k], count)).median();
        }
        return medians;
    }

    /** What asking for the time costs. */
    private static double clockNanos() {
        var costs = new double[1000];
        for (int i = 0; i < costs.length; i++) {
            long before = System.nanoTime();
            costs[i] = System.nanoTime() - before;
        }
        return Spread.of(costs).median();
    }

    /** The length of a step at the end, roughly. */
    private double warmUp(double seconds) {
        long begin = System.nanoTime();
        long half = begin + (long) (seconds * 5e8);
        long end = begin + (long) (seconds * 1e9);
        long steps = 0;
        long now = begin;
        while (now < end) {
            refresh(1);
            step.run();
            now = System.nanoTime();
            steps += now > half ? 1 : 0;
        }
        return (now - half) / (double) Math.max(1, steps);
    }

    /** Back to the start after some hundred steps; one more step, untimed, then fills the caches again. */
    private void refresh(int steps) {
        sinceStart += steps;
        if (sinceStart > STEPS_FROM_START) {
            model.restore(start);
            step.run();
            sinceStart = steps;
        }
    }
}
