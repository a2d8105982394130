// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.bench;

import java.util.Arrays;

/** What plain Java reaches where the Vector API is missing, and how fast memory moves. */
final class PlainPeak {
    private static final int LENGTH = 1024;
    private static final int DEPTH = 16;

    private PlainPeak() {}

    /** Operations of one turn of {@link #run}. */
    static int operations() {
        return 2 * LENGTH * DEPTH;
    }

    /** A loop that the JIT turns into vectors by itself: for each element a chain of fused multiply-adds. */
    static float run(int turns, float[] values, float factor, float summand) {
        for (int turn = 0; turn < turns; turn++) {
            sweep(values, factor, summand);
        }
        return values[0];
    }

    static float[] values() {
        var values = new float[LENGTH];
        Arrays.fill(values, 0.5f);
        return values;
    }

    private static void sweep(float[] v, float b, float c) {
        for (int i = 0; i < v.length; i++) {
            float x = v[i];
            x = Math.fma(x, b, c);
            x = Math.fma(x, b, c);
            x = Math.fma(x, b, c);
            x = Math.fma(x, b, c);
            x = Math.fma(x, b, c);
            x = Math.fma(x, b, c);
            x = Math.fma(x, b, c);
            x = Math.fma(x, b, c);
            x = Math.fma(x, b, c);
            x = Math.fma(x, b, c);
            x = Math.fma(x, b, c);
            x = Math.fma(x, b, c);
            x = Math.fma(x, b, c);
            x = Math.fma(x, b, c);
            x = Math.fma(x, b, c);
            x = Math.fma(x, b, c);
            v[i] = x;
        }
    }

    /** {@code a = s a + b} moves three numbers for each element, and nothing unseen: what is written was read before. */
    static void add(float[] a, float[] b, float s) {
        for (int i = 0; i < a.length; i++) {
            a[i] = s * a[i] + b[i];
        }
    }
}
