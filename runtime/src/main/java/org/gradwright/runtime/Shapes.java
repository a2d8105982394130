// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

import java.util.List;
import java.util.stream.Collectors;

/** Sizes of tensors whose shape is known. */
final class Shapes {
    /** The longest array that every virtual machine can allocate. */
    static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    private Shapes() {}

    /** The number of elements; more than {@link #LONGEST_ARRAY} is given as that number plus one. */
    static long size(List<Integer> shape) {
        long size = 1;
        for (int extent : shape) {
            size = Math.min(size * extent, LONGEST_ARRAY + 1L);
        }
        return size;
    }

    static int[] toArray(List<Integer> shape) {
        return shape.stream().mapToInt(Integer::intValue).toArray();
    }

    /** {@code [784, 512]}. */
    static String print(List<?> shape) {
        return shape.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
    }
}
