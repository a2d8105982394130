// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.graph;

import java.util.List;
import java.util.Map;
import org.gradwright.compiler.kernel.Expr;

/** An update rule as a graph: from a weight, its gradient and the optimiser's own slots to their next values. */
public interface Optimiser {
    /** The name in the language: {@code adam}. */
    String name();

    /** All settings by their names in the language, in the order in which they are documented. */
    Map<String, Object> settings();

    /** The names of the state that each parameter needs, all starting at zero: {@code m}, {@code v}. */
    List<String> slots();

    /**
     * The next value of the weight, then those of the slots in order.
     *
     * @param count the number of this update, from 1, as an expression in double
     */
    List<Node> update(Node weight, Node gradient, List<Node> slots, Expr count);
}
