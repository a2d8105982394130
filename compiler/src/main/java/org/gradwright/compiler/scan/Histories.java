// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.scan;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;

/** Values in loops as values outside: those of all turns together. */
public final class Histories {
    private final Map<ScanKey, Node> loops = new HashMap<>();
    private final Bodies bodies = new Bodies();

    /** @param roots whose loops are meant */
    public Histories(Collection<Node> roots) {
        for (Node node : Nodes.topological(roots)) {
            if (node.operation() instanceof Scan scan) {
                loops.put(scan.key(), node);
            }
        }
    }

    /** All values of a node, with an axis in front for each loop around it; itself where there is none. */
    public Node of(Node node) {
        Node all = node;
        for (ScanKey key : keys(node, Comparator.comparing(ScanKey::depth).reversed())) {
            all = Scan.stack(Scan.emitting(loops.get(key), List.of(all)), 0);
        }
        return all;
    }

    /** The value for this turn in the loops around a node. @param all as {@link #of} gives them */
    public Node in(Node node, Node all) {
        Node part = all;
        for (ScanKey key : keys(node, Comparator.comparing(ScanKey::depth))) {
            part = Node.of(new Turn(key, 0), node.origin(), List.of(part));
        }
        return part;
    }

    private List<ScanKey> keys(Node node, Comparator<ScanKey> order) {
        return bodies.around(node).stream().sorted(order).toList();
    }
}
