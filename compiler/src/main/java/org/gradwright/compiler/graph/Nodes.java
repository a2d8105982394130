// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Walks over the graph that hangs below some nodes. All are linear and none recurses: graphs can be deep. */
public final class Nodes {
    private Nodes() {}

    /** The nodes that the roots depend on, roots included, each after its inputs; a fixed order for equal graphs. */
    public static List<Node> topological(Collection<Node> roots) {
        return topological(roots, Node::inputs);
    }

    /** The same where a node is said to depend on others than its inputs. */
    public static List<Node> topological(Collection<Node> roots, Function<Node, List<Node>> inputs) {
        var done = identitySet();
        var order = new ArrayList<Node>();
        var stack = new ArrayDeque<Visit>();
        for (Node root : roots) {
            stack.push(new Visit(root, inputs.apply(root), 0));
            while (!stack.isEmpty()) {
                step(stack, inputs, done, order);
            }
        }
        return order;
    }

    private record Visit(Node node, List<Node> inputs, int nextInput) {
        Visit advanced() {
            return new Visit(node, inputs, nextInput + 1);
        }
    }

    private static void step(
            ArrayDeque<Visit> stack, Function<Node, List<Node>> inputs, Set<Node> done, List<Node> order) {
        Visit visit = stack.pop();
        if (done.contains(visit.node())) {
            return;
        }
        if (visit.nextInput() == visit.inputs().size()) {
            done.add(visit.node());
            order.add(visit.node());
            return;
        }
        Node next = visit.inputs().get(visit.nextInput());
        stack.push(visit.advanced());
        stack.push(new Visit(next, inputs.apply(next), 0));
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
