// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Walks over the graph that hangs below some nodes. All are linear and none recurses: graphs can be deep. */
public final class Nodes {
    private Nodes() {}

    /** The nodes that the roots depend on, roots included, each after its inputs; a fixed order for equal graphs. */
    public static List<Node> topological(Collection<Node> roots) {
        var done = identitySet();
        var order = new ArrayList<Node>();
        var stack = new ArrayDeque<Visit>();
        for (Node root : roots) {
            stack.push(new Visit(root, 0));
            while (!stack.isEmpty()) {
                step(stack, done, order);
            }
        }
        return order;
    }

    private record Visit(Node node, int nextInput) {}

    private static void step(ArrayDeque<Visit> stack, Set<Node> done, List<Node> order) {
        Visit visit = stack.pop();
        if (done.contains(visit.node())) {
            return;
        }
        if (visit.nextInput() == visit.node().inputs().size()) {
            done.add(visit.node());
            order.add(visit.node());
            return;
        }
        stack.push(new Visit(visit.node(), visit.nextInput() + 1));
        stack.push(new Visit(visit.node().input(visit.nextInput()), 0));
    }

    /** Which nodes read a node, once for each time that they read it. */
    public static Map<Node, List<Node>> consumers(Collection<Node> nodes) {
        var consumers = new IdentityHashMap<Node, List<Node>>();
        for (Node node : nodes) {
            for (Node input : node.inputs()) {
                consumers.computeIfAbsent(input, n -> new ArrayList<>()).add(node);
            }
        }
        return consumers;
    }

    /** Whether nodes are among those that {@code from} depends on. */
    public static boolean dependsOn(Node from, Node on) {
        return topological(List.of(from)).contains(on);
    }

    /** An empty set that compares by identity. */
    public static Set<Node> identitySet() {
        return java.util.Collections.newSetFromMap(new IdentityHashMap<>());
    }
}
