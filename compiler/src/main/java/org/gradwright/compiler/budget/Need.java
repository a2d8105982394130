// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.budget;

import java.util.Comparator;

/**
 * What a class needs of memory.
 *
 * @param bytes of its arenas
 * @param occupation elements of scratch times the kernels for which they are occupied: of classes with equal arenas, what is smaller is on the way to a
 *     smaller arena
 */
public record Need(long bytes, long occupation) implements Comparable<Need> {
    private static final Comparator<Need> ORDER =
            Comparator.comparingLong(Need::bytes).thenComparingLong(Need::occupation);

    @Override
    public int compareTo(Need other) {
        return ORDER.compare(this, other);
    }
}
