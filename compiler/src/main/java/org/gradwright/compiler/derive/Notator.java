// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.derive;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.gradwright.compiler.graph.Leaf;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.notation.Formula;

/** Writes nodes as formulas: what has a name by it, everything else by the notation of its operation. */
final class Notator {
    private Notator() {}

    /**
     * The formula of a node.
     *
     * @param known nodes that are written by these formulas
     * @param names what leaves are called
     */
    static Formula formula(Node root, Map<Node, Formula> known, Function<Leaf, Formula> names) {
        var formulas = new IdentityHashMap<>(known);
        for (Node node : Nodes.topological(List.of(root), n -> known.containsKey(n) ? List.of() : n.inputs())) {
            if (!formulas.containsKey(node)) {
                List<Formula> operands =
                        node.inputs().stream().map(formulas::get).toList();
                formulas.put(
                        node,
                        node.operation() instanceof Leaf leaf
                                ? names.apply(leaf)
                                : node.operation().notation(node, operands));
            }
        }
        return formulas.get(root);
    }
}
