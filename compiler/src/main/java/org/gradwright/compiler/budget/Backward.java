// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.budget;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gradwright.compiler.graph.Lowering;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.train.TrainingGraph;

/**
 * What a training step computes on its way back, in the order of computation, and what it needs for that of the way forward: the way to
 * its loss and metrics.
 */
final class Backward {
    private final List<Node> nodes;
    private final Map<Node, Integer> order = new IdentityHashMap<>();
    private final Map<Node, List<Node>> consumers;
    private final Set<Node> forward = Nodes.identitySet();
    private final Set<Node> late = Nodes.identitySet();
    /** Of those what is computed element by element from the way forward alone, such as a transposition: it can wait for its use. */
    private final Set<Node> waiting = Nodes.identitySet();

    private final Map<Node, Integer> lastUse = new IdentityHashMap<>();

    Backward(TrainingGraph step) {
        nodes = Nodes.topological(roots(step));
        nodes.forEach(n -> order.put(n, order.size()));
        consumers = Nodes.consumers(nodes);
        var results = new ArrayList<>(step.metrics().values());
        results.add(step.loss());
        forward.addAll(Nodes.topological(results));
        for (Node node : nodes) {
            if (!forward.contains(node) && node.inputs().stream().anyMatch(i -> late.contains(i) || isValue(i))) {
                late.add(node);
                if (!isFold(node) && node.inputs().stream().noneMatch(this::isTimed)) {
                    waiting.add(node);
                }
            }
        }
    }

    /** Whether a node is computed at a time of the way back. */
    private boolean isTimed(Node node) {
        return late.contains(node) && !waiting.contains(node);
    }

    /** As the programs are computed: the last layer's update first. */
    private static List<Node> roots(TrainingGraph step) {
        var roots = new ArrayList<Node>();
        roots.add(step.loss());
        roots.addAll(step.metrics().values());
        var updates = new ArrayList<>(step.next().values());
        java.util.Collections.reverse(updates);
        roots.addAll(updates);
        return roots;
    }

    /** All nodes, each after its inputs. */
    List<Node> nodes() {
        return nodes;
    }

    /** Whether a node is computed from something on the way forward. */
    boolean isValue(Node node) {
        return forward.contains(node) && !isStored(node);
    }

    static boolean isStored(Node node) {
        return node.operation().lowering(node) instanceof Lowering.Stored;
    }

    /** Whether a value is in memory anyway when a node has been computed: something later needs it. */
    boolean isNeededAfter(Node value, Node node) {
        return uses(value).stream().anyMatch(u -> lastUse(u) > order.get(node));
    }

    private int lastUse(Node node) {
        Integer known = lastUse.get(node);
        if (known == null) {
            known = waiting.contains(node)
                    ? uses(node).stream().mapToInt(this::lastUse).max().orElse(0)
                    : order.get(node);
            lastUse.put(node, known);
        }
        return known;
    }

    private List<Node> uses(Node value) {
        return consumers.getOrDefault(value, List.of()).stream()
                .filter(late::contains)
                .toList();
    }

    /** The values that could be computed again for what uses them later, in order. */
    List<Candidate> candidates() {
        return nodes.stream()
                .filter(this::isValue)
                .filter(n -> !(n.operation().lowering(n) instanceof Lowering.Repeated))
                .flatMap(n -> candidate(n).stream())
                .toList();
    }

    /** How a value could be computed again for what uses it later; nothing where it is used at once, or not at all. */
    Optional<Candidate> candidate(Node value) {
        Set<Node> uses = Nodes.identitySet();
        Node first = null;
        for (Node use : uses(value)) {
            Optional<Node> before = before(use);
            if (before.isPresent()) {
                uses.add(use);
                first = first == null ? before.get() : earlier(first, before.get());
            }
        }
        return uses.isEmpty() ? Optional.empty() : Optional.of(new Candidate(value, first, uses));
    }

    /** What the way back has computed before a use; nothing where it begins with the use. */
    private Optional<Node> before(Node use) {
        if (!waiting.contains(use)) {
            return beforeTimed(use);
        }
        Node first = null;
        for (Node next : uses(use)) {
            Optional<Node> before = before(next);
            if (before.isEmpty()) {
                return before;
            }
            first = first == null ? before.get() : earlier(first, before.get());
        }
        return Optional.ofNullable(first);
    }

    private Node earlier(Node a, Node b) {
        return order.get(a) < order.get(b) ? a : b;
    }

    /** An element follows a sum in its loop, so it begins with that. */
    private Optional<Node> beforeTimed(Node use) {
        Optional<Node> last = timedInput(use);
        Node node = use;
        while (last.isPresent() && !isFold(node)) {
            node = last.get();
            Optional<Node> next = earlierInput(node);
            if (next.isEmpty()) {
                break;
            }
            last = next;
        }
        return last;
    }

    private Optional<Node> timedInput(Node node) {
        return node.inputs().stream().filter(this::isTimed).findFirst();
    }

    private Optional<Node> earlierInput(Node node) {
        Optional<Node> timed = timedInput(node);
        return timed.isPresent()
                ? timed
                : node.inputs().stream().filter(late::contains).findFirst();
    }

    /** Whether a node has loops of its own. */
    private static boolean isFold(Node node) {
        Lowering lowering = node.operation().lowering(node);
        return !(lowering instanceof Lowering.Elementwise || lowering instanceof Lowering.Alias);
    }
}
