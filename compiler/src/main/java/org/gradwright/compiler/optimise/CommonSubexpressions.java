// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.optimise;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.graph.Operation;

/**
 * Makes nodes one that apply equal operations to the same nodes. Random draws are no exception: equal operations draw from
 * the same stream and so give equal numbers. Of several names and origins those of the first node in order remain.
 */
public final class CommonSubexpressions {
    /** What determines a value; nodes compare by identity. */
    private record Key(Operation operation, List<Node> inputs) {}

    private final Map<Key, Node> first = new HashMap<>();
    private final Map<Node, Node> merged = new IdentityHashMap<>();

    private CommonSubexpressions() {}

    /** The roots, with equal nodes made one. */
    public static List<Node> merge(List<Node> roots) {
        var pass = new CommonSubexpressions();
        Nodes.topological(roots).forEach(pass::add);
        return roots.stream().map(pass.merged::get).toList();
    }

    private void add(Node node) {
        Node rebuilt = node.withInputs(node.inputs().stream().map(merged::get).toList());
        merged.put(node, first.computeIfAbsent(new Key(rebuilt.operation(), rebuilt.inputs()), key -> rebuilt));
    }
}
