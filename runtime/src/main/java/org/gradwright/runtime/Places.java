// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

import java.util.Arrays;
import java.util.List;

/** Where the tensors of a program lie that kernels are told when they are called, for the free sizes of the call. */
final class Places {
    private final Place[] all;
    private final int[] sizes;
    private final int[] values;
    private boolean known;

    /** The largest of some sizes, rounded up to a multiple of a power of two, and so many elements more. */
    private record Place(SizePolynomial[] sizes, int multiple, int lead) {
        static Place parse(String text, List<String> names) {
            String[] parts = text.split("~");
            var sizes = Arrays.stream(parts[0].split("\\|"))
                    .map(s -> SizePolynomial.parse(s, names))
                    .toArray(SizePolynomial[]::new);
            return new Place(sizes, number(parts, 1, 1), number(parts, 2, 0));
        }

        private static int number(String[] parts, int place, int otherwise) {
            return parts.length > place ? Integer.parseInt(parts[place]) : otherwise;
        }

        int at(int[] free) {
            long largest = Long.MIN_VALUE;
            for (SizePolynomial size : sizes) {
                largest = Math.max(largest, size.at(free));
            }
            return (int) (largest + multiple - 1 & -multiple) + lead;
        }
    }

    /**
     * Places for any sizes.
     *
     * @param text places as the compiler writes them, {@code 64*batch+12|1024~16~12}: the largest of some sizes up to a multiple, and
     *     so many more; with spaces between them
     * @param names of the free sizes
     */
    Places(String text, List<String> names) {
        all = Arrays.stream(text.split(" ")).map(p -> Place.parse(p, names)).toArray(Place[]::new);
        sizes = new int[names.size()];
        values = new int[all.length];
    }

    /** The places for these sizes; the array is the same for all sizes. */
    int[] at(int[] now) {
        if (!known || !Arrays.equals(sizes, now)) {
            System.arraycopy(now, 0, sizes, 0, sizes.length);
            for (int i = 0; i < all.length; i++) {
                values[i] = all[i].at(now);
            }
            known = true;
        }
        return values;
    }
}
