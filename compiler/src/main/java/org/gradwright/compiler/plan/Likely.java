// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.gradwright.compiler.graph.Dim;

/** Free sizes at which plans are compared: those that batches mostly have. A plan is right for all others, too. */
final class Likely {
    private static final int[] WANTED = {1, 7, 32, 128, 1000};

    private Likely() {}

    /** The sizes that keep what is promised about them. */
    static List<Map<String, Integer>> sizes(List<Dim> dims) {
        return IntStream.of(WANTED).mapToObj(wanted -> sizes(dims, wanted)).toList();
    }

    static Map<String, Integer> sizes(List<Dim> dims, int wanted) {
        var sizes = new HashMap<String, Integer>();
        for (Dim dim : dims) {
            int least = Math.max(wanted, dim.atLeast());
            int multiple = (least + dim.multipleOf() - 1) / dim.multipleOf() * dim.multipleOf();
            sizes.put(dim.name(), Math.min(dim.atMost(), multiple));
        }
        return sizes;
    }
}
