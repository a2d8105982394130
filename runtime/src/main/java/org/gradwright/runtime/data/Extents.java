// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime.data;

import java.util.List;

/** The sizes that a file's header claims, checked before anything is allocated for them. */
final class Extents {
    /** As in the language: no tensor has more axes. */
    private static final int HIGHEST_RANK = 8;

    private Extents() {}

    /** Refuses shapes that hold no examples or cannot be. */
    static List<Integer> checked(DataFile file, List<Long> claimed) {
        if (claimed.isEmpty()) {
            throw file.fault("holds a single number without axes; examples lie along the first axis");
        }
        checkRank(file, claimed.size());
        for (long extent : claimed) {
            if (extent < 1 || extent > Integer.MAX_VALUE) {
                throw file.fault(
                        "its header announces the sizes " + claimed + "; each must be 1 or more and below 2^31");
            }
        }
        return claimed.stream().map(Math::toIntExact).toList();
    }

    static void checkRank(DataFile file, int rank) {
        if (rank > HIGHEST_RANK) {
            throw file.fault("its header announces " + rank + " axes; there may be " + HIGHEST_RANK);
        }
    }

    /** The bytes of all elements, or {@code Long.MAX_VALUE} when that is more than a {@code long} holds. */
    static long bytes(List<Integer> shape, int width) {
        long bytes = width;
        for (int extent : shape) {
            bytes = bytes > Long.MAX_VALUE / extent ? Long.MAX_VALUE : bytes * extent;
        }
        return bytes;
    }
}
