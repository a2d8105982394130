// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.graph;

import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Replaces nodes bottom up: a rule sees each node once, after its inputs have been replaced, and answers with the node
 * itself or a better one. Names and origins survive: a replacement without a name inherits that of the node it replaces.
 */
public final class Rewriter {
    private final UnaryOperator<Node> rule;
    private final Map<Node, Node> replaced = new IdentityHashMap<>();

    public Rewriter(UnaryOperator<Node> rule) {
        this.rule = rule;
    }

    /** Fixes the replacement of a node beforehand; its inputs are not visited on its account. */
    public Rewriter keep(Node node, Node replacement) {
        replaced.put(node, replacement);
        return this;
    }

    /** The replacement of a node. */
    public Node apply(Node root) {
        return apply(List.of(root)).get(0);
    }

    /** The replacements of several nodes. */
    public List<Node> apply(Collection<Node> roots) {
        for (Node node : Nodes.topological(roots)) {
            replaced.computeIfAbsent(node, this::replace);
        }
        return roots.stream().map(replaced::get).toList();
    }

    private Node replace(Node node) {
        Node rebuilt = node.withInputs(node.inputs().stream().map(replaced::get).toList());
        Node better = rule.apply(rebuilt);
        return better == rebuilt || !better.inputs().isEmpty() && better.name().isEmpty()
                ? inherit(better, node)
                : better;
    }

    private static Node inherit(Node better, Node from) {
        return from.name().isEmpty() || better == from ? better : better.named(from.name());
    }

    /** The replacements of named nodes, in the same order. */
    public Map<String, Node> apply(Map<String, Node> roots) {
        apply(roots.values());
        var result = new LinkedHashMap<String, Node>();
        roots.forEach((name, node) -> result.put(name, replaced.get(node)));
        return result;
    }

    /** The graph with every root replaced. */
    public Graph apply(Graph graph) {
        apply(graph.roots());
        return new Graph(
                graph.name(),
                graph.precision(),
                graph.dims(),
                graph.inputs(),
                graph.variables(),
                apply(graph.outputs()),
                apply(graph.metrics()),
                apply(graph.next()),
                graph.trainings().stream()
                        .map(t -> t.withLoss(replaced.get(t.loss())))
                        .toList());
    }
}
