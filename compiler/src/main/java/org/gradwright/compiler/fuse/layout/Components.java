// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse.layout;

import java.util.IdentityHashMap;
import java.util.Map;
import org.gradwright.compiler.graph.Node;

/** Nodes that belong together: disjoint sets, each known by one of its members. */
final class Components {
    private final Map<Node, Node> parents = new IdentityHashMap<>();

    /** Makes the components of two nodes one. */
    void join(Node a, Node b) {
        Node first = representative(a);
        Node second = representative(b);
        if (first != second) {
            parents.put(second, first);
        }
    }

    /** The member by which a node's component is known. Halves the way for those who come later: in a deep graph it is as long as the graph. */
    Node representative(Node node) {
        Node root = node;
        for (Node parent = parents.get(root); parent != null; parent = parents.get(root)) {
            Node next = parents.getOrDefault(parent, parent);
            parents.put(root, next);
            root = next;
        }
        return root;
    }
}
