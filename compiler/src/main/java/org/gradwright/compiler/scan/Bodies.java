// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.scan;

import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;

/** Tells in which loops a node is computed: those on whose turn its value depends. */
public final class Bodies {
    private final Map<Node, Set<ScanKey>> keys = new IdentityHashMap<>();

    /** The loops around a node. */
    public Set<ScanKey> around(Node node) {
        if (!keys.containsKey(node)) {
            for (Node each : Nodes.topological(List.of(node), n -> keys.containsKey(n) ? List.of() : n.inputs())) {
                keys.computeIfAbsent(each, this::find);
            }
        }
        return keys.get(node);
    }

    private Set<ScanKey> find(Node node) {
        Set<ScanKey> all = Set.of();
        for (Node input : node.inputs()) {
            all = union(all, keys.get(input));
        }
        if (node.operation() instanceof InTurn leaf) {
            all = union(union(all, leaf.key().around()), Set.of(leaf.key()));
        }
        if (node.operation() instanceof Scan scan && all.contains(scan.key())) {
            var outside = new LinkedHashSet<>(all);
            outside.remove(scan.key());
            return outside.isEmpty() ? Set.of() : outside;
        }
        return all;
    }

    private static Set<ScanKey> union(Set<ScanKey> a, Set<ScanKey> b) {
        if (a.containsAll(b)) {
            return a;
        }
        if (b.containsAll(a)) {
            return b;
        }
        var both = new LinkedHashSet<>(a);
        both.addAll(b);
        return both;
    }

    /** Whether a node's value depends on the turn of a loop. */
    public boolean isIn(Node node, ScanKey key) {
        return around(node).contains(key);
    }
}
