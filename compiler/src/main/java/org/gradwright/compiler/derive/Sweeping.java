// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.derive;

import java.util.List;
import java.util.Set;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.notation.Formula;

/** What is computed with filters that sweep over images: a convolution, or one of its derivatives. */
interface Sweeping extends Composite {
    /** What the operations are called that a model can have. */
    Set<String> NAMES = Set.of("convolution", "transposed_convolution");

    /** What the signs mean, in a sentence for readers. */
    String MEANING =
            "A ⋆ B slides the filters B along A without turning them (cross-correlation), a sum over channels and taps; "
                    + "D ⊛ B is its transpose, the full convolution: each number of D adds the filter, multiplied by it, to all places"
                    + " that it was computed from. Outside of a value there are zeros.";

    /**
     * What a single element is.
     *
     * @param own how the whole is called
     */
    Formula.Relation element(Node node, List<Formula> operands, Formula own);

    @Override
    default boolean isLinear() {
        return true;
    }
}
