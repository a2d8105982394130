// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

import java.util.function.IntFunction;

/** Allocation of an arena, with an error that says what to do when it does not fit. */
final class ArenaGrowth {
    private ArenaGrowth() {}

    static float[] grown(float[] kept, long need) {
        float[] larger = allocate(float[]::new, need, Float.BYTES);
        System.arraycopy(kept, 0, larger, 0, kept.length);
        return larger;
    }

    static double[] grown(double[] kept, long need) {
        double[] larger = allocate(double[]::new, need, Double.BYTES);
        System.arraycopy(kept, 0, larger, 0, kept.length);
        return larger;
    }

    static int[] ints(long need) {
        return allocate(int[]::new, need, Integer.BYTES);
    }

    private static <T> T allocate(IntFunction<T> allocation, long need, int bytes) {
        if (need > Shapes.LONGEST_ARRAY) {
            throw new IllegalArgumentException("this call needs " + need + " numbers at once, and an array holds "
                    + Shapes.LONGEST_ARRAY + ": use a smaller batch");
        }
        try {
            return allocation.apply((int) need);
        } catch (OutOfMemoryError e) {
            throw new IllegalArgumentException(
                    "this call needs " + (need * bytes >> 20)
                            + " MiB, more than the heap has left: use a smaller batch or a larger -Xmx",
                    e);
        }
    }
}
