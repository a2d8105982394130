// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse.layout;

import java.util.Set;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.ProgramSpec;

/**
 * The same program with the axes of its tensors in the order that suits its loops: what lies side by side in memory is
 * computed side by side in the lanes of vectors.
 *
 * @param spec the program; what goes in and what comes out keeps its order of axes
 * @param copies nodes that get memory: what is turned, and what is turned back
 */
public record Layout(ProgramSpec spec, Set<Node> copies) {
    /** Chooses an order for each tensor; sums over several axes may be formed column by column. */
    public static Layout of(ProgramSpec spec) {
        return ShortRows.apply(
                PartialSums.apply(ReadingOrder.apply(UprightRows.apply(Swapping.apply(ExamplesLast.apply(spec))))));
    }
}
