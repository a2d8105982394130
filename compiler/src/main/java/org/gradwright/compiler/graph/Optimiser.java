// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.graph;

import java.util.List;

/** An update rule as a graph: from a weight, its gradient and the optimiser's own slots to their next values. */
public interface Optimiser {
    /** The name in the language: {@code adam}. */
    String name();

    /** The names of the state that each parameter needs, all starting at zero: {@code m}, {@code v}. */
    List<String> slots();

    /** The next value of the weight, then those of the slots in order. */
    List<Node> update(Node weight, Node gradient, List<Node> slots);
}
