// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.bench;

import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import org.gradwright.runtime.Vectors;

/**
 * What this machine can do at most, measured now and on one thread: the two roofs under which every kernel runs.
 *
 * @param lanes floats in a vector; 1 where the JVM has no Vector API
 * @param flops floating-point operations a second, fused multiply-adds of float32 counting two
 * @param bandwidths bytes a second of a loop that adds an array to another, by the size of both
 */
public record Machine(int lanes, double flops, NavigableMap<Long, Double> bandwidths) {
    private static final double BLOCK_NANOS = 3e5;

    /** Longer than the JIT takes to compile a loop with vectors. */
    private static final double PATIENCE_NANOS = 4e8;

    private static final double MOST_NANOS = 3e9;
    private static final long[] SIZES = {24L << 10, 512L << 10, 2L << 20, 16L << 20, 64L << 20};

    /** Measures for about three seconds. */
    public static Machine measure() {
        var bandwidths = new TreeMap<Long, Double>();
        for (long size : SIZES) {
            bandwidths.put(size, sum(size));
        }
        boolean vectors = Vectors.areAvailable(Machine.class);
        return new Machine(vectors ? FusedPeak.lanes() : 1, vectors ? fused() : plain(), bandwidths);
    }

    private static double fused() {
        return rate(turns -> sink(FusedPeak.run(turns, 0.5f, 0.1f))) * FusedPeak.operations();
    }

    private static double plain() {
        float[] values = PlainPeak.values();
        return rate(turns -> sink(PlainPeak.run(turns, values, 0.5f, 0.1f))) * PlainPeak.operations();
    }

    private static double sum(long bytes) {
        int length = (int) (bytes / 2 / Float.BYTES);
        var a = new float[length];
        var b = new float[length];
        return 3
                * length
                * Float.BYTES
                * rate(turns -> {
                    for (int turn = 0; turn < turns; turn++) {
                        PlainPeak.add(a, b, 0.5f);
                    }
                });
    }

    /** Keeps the JIT from leaving out what computes a value. */
    private static void sink(float value) {
        if (Float.isNaN(value)) {
            throw new IllegalStateException("fused multiply-adds of finite numbers gave none");
        }
    }

    /** Turns a second, the best of many blocks, until there has been no better one for a while. */
    private static double rate(IntConsumer work) {
        int turns = 1;
        double best = 0;
        long begin = System.nanoTime();
        long better = begin;
        long now = begin;
        while (now - better < PATIENCE_NANOS && now - begin < MOST_NANOS) {
            long before = System.nanoTime();
            work.accept(turns);
            now = System.nanoTime();
            double rate = 1e9 * turns / (now - before);
            better = rate > 1.02 * best ? now : better;
            best = Math.max(best, rate);
            turns = now - before < BLOCK_NANOS ? 2 * turns : turns;
        }
        return best;
    }

    /** The operations a second in a precision: a vector has half as many doubles. */
    public double flops(boolean isDouble) {
        return isDouble ? flops / 2 : flops;
    }

    /** The bytes a second for so many bytes in use: of the nearest size measured that is not smaller. */
    public double bandwidth(long bytes) {
        var enough = bandwidths.ceilingEntry(bytes);
        return (enough == null ? bandwidths.lastEntry() : enough).getValue();
    }
}
