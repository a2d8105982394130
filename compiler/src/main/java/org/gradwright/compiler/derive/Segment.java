// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.derive;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradwright.compiler.graph.Node;

/**
 * An equation of the forward pass: a value that has a name, by values that have names.
 *
 * @param value the node of the graph
 * @param name in the derivation
 * @param body the value as an expression over holes
 * @param operands the values that it reads, each with the hole that stands for it
 */
record Segment(Node value, String name, Node body, Map<Node, Node> operands) {
    Segment {
        operands = Collections.unmodifiableMap(new LinkedHashMap<>(operands));
    }

    /** What it reads, apart from conditions and whole numbers. */
    List<Node> reals() {
        return operands.keySet().stream().filter(n -> n.type().isReal()).toList();
    }
}
