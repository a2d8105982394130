// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import java.util.Comparator;
import java.util.List;
import org.gradwright.compiler.graph.Size;

/**
 * Some kernels that run again and again, one after the other in each turn. Those of a loop in the loop have a repeat of their
 * own within this range.
 *
 * @param first the number of the first kernel
 * @param end the number of the kernel behind the last
 * @param turns how many
 * @param reverse whether the number of the turn falls
 * @param depth how many loops are around it
 */
public record Repeat(int first, int end, Size turns, boolean reverse, int depth) {
    /** The same, so many kernels later. */
    Repeat later(int kernels) {
        return new Repeat(first + kernels, end + kernels, turns, reverse, depth);
    }

    /** Those that end before a kernel, inner ones first. */
    public static List<Repeat> ending(List<Repeat> repeats, int kernel) {
        return repeats.stream()
                .filter(r -> r.end == kernel)
                .sorted(Comparator.comparing(Repeat::depth).reversed())
                .toList();
    }

    /** Those that begin with a kernel, outer ones first. */
    public static List<Repeat> beginning(List<Repeat> repeats, int kernel) {
        return repeats.stream()
                .filter(r -> r.first == kernel)
                .sorted(Comparator.comparing(Repeat::depth))
                .toList();
    }

    /** Whether a kernel is one of those that run again. */
    public boolean contains(int kernel) {
        return first <= kernel && kernel < end;
    }
}
