// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

import java.util.function.Supplier;

/** Allocation of an arena, with an error that says what to do when it does not fit. */
final class ArenaGrowth {
    private ArenaGrowth() {}

    static int length(long need) {
        if (need < 0 || need > Shapes.LONGEST_ARRAY) {
            throw new IllegalArgumentException("this call needs " + need + " numbers at once, and an array holds "
                    + Shapes.LONGEST_ARRAY + ": use a smaller batch");
        }
        return (int) need;
    }

    static <T> T grow(Supplier<T> allocation, long bytes) {
        try {
            return allocation.get();
        } catch (OutOfMemoryError e) {
            throw new IllegalArgumentException(
                    "this call needs " + (bytes >> 20)
                            + " MiB, more than the heap has left: use a smaller batch or a larger -Xmx",
                    e);
        }
    }
}
