// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime.data;

import java.util.Random;
import org.gradwright.runtime.CounterRandom;

/** Orders of examples, a function of (seed, epoch) only: the same on every run, JDK and platform. */
final class Shuffle {
    private Shuffle() {}

    /** 0, 1, ..., count - 1. */
    static int[] inOrder(int count) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            order[i] = i;
        }
        return order;
    }

    /** The numbers below {@code count} in random order, by the method of Fisher and Yates (Durstenfeld, 1964). */
    static int[] of(int count, long seed, long epoch) {
        int[] order = inOrder(count);
        Random random = random(seed, epoch);
        for (int i = count - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int moved = order[i];
            order[i] = order[j];
            order[j] = moved;
        }
        return order;
    }

    /** {@link Random}, because its specification fixes every number that it gives. */
    private static Random random(long seed, long epoch) {
        long upper = CounterRandom.key(seed, epoch, 0);
        long lower = CounterRandom.key(seed, epoch, 1);
        return new Random(upper << 32 ^ lower);
    }
}
