// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.optimise;

import java.util.List;
import java.util.function.UnaryOperator;
import org.gradwright.compiler.graph.Node;

/**
 * One simplification of a graph: from the roots to roots of the same meaning, in the same order; the very same nodes where
 * there is nothing to simplify. It never adds work.
 */
public record Pass(String name, UnaryOperator<List<Node>> rewrite) {
    @Override
    public String toString() {
        return name;
    }
}
