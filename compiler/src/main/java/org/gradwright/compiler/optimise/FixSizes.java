// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.optimise;

import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradwright.compiler.graph.Dim;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.graph.Operation;
import org.gradwright.compiler.graph.TypeError;

/** Fixes free sizes of a graph: a class for one batch size can be smaller and faster than one for all. */
public final class FixSizes {
    private final Map<String, Integer> sizes;
    private final Map<Node, Node> fixed = new IdentityHashMap<>();

    private FixSizes(Map<String, Integer> sizes) {
        this.sizes = sizes;
    }

    /**
     * The graph with some of its free sizes fixed.
     *
     * @throws TypeError when a name is no free size of the graph, or a value breaks what is promised about it
     */
    public static Graph fix(Graph graph, Map<String, Integer> sizes) {
        sizes.forEach((name, value) -> check(graph, name, value));
        var pass = new FixSizes(sizes);
        Nodes.topological(graph.inputs()).forEach(pass::add);
        Nodes.topological(graph.roots()).forEach(pass::add);
        return new Graph(
                graph.name(),
                graph.precision(),
                graph.dims().stream().filter(d -> !sizes.containsKey(d.name())).toList(),
                graph.inputs().stream().map(pass.fixed::get).toList(),
                graph.variables(),
                pass.all(graph.outputs()),
                pass.all(graph.metrics()),
                pass.all(graph.next()),
                graph.trainings().stream()
                        .map(t -> t.withLoss(pass.fixed.get(t.loss())))
                        .toList());
    }

    private static void check(Graph graph, String name, int value) {
        Dim dim = graph.dims().stream()
                .filter(d -> d.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new TypeError("`" + name + "` is no free size of " + graph.name() + "; there are "
                        + String.join(", ", Dim.names(graph.dims()))));
        if (value < dim.atLeast() || value > dim.atMost() || value % dim.multipleOf() != 0) {
            String promise = dim.constraint().isEmpty() ? name + " >= " + dim.atLeast() : dim.constraint();
            throw new TypeError("size " + name + " = " + value + " breaks `" + promise + "`");
        }
    }

    private void add(Node node) {
        fixed.computeIfAbsent(node, this::rebuild);
    }

    private Node rebuild(Node node) {
        List<Node> inputs = node.inputs().stream().map(fixed::get).toList();
        Operation operation = node.operation().fix(sizes);
        return operation.equals(node.operation()) && inputs.equals(node.inputs())
                ? node
                : Node.of(operation, node.origin(), inputs).named(node.name());
    }

    private Map<String, Node> all(Map<String, Node> nodes) {
        var result = new LinkedHashMap<String, Node>();
        nodes.forEach((name, node) -> result.put(name, fixed.get(node)));
        return result;
    }
}
