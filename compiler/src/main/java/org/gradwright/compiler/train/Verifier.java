// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.train;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradwright.compiler.graph.Dim;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Input;
import org.gradwright.compiler.graph.Leaf;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.graph.Variable;
import org.gradwright.compiler.op.CustomGradient;
import org.gradwright.compiler.op.Hole;
import org.gradwright.compiler.op.TrainingFlag;

/**
 * Checks what every stage may rely on: types follow from the operands' types, leaves are the declared ones and one node
 * each, a next value has its variable's type, no hole is left, every free size is declared, every node has an origin. All
 * methods throw {@link IllegalStateException} naming the first node that breaks the contract: the fault is the compiler's.
 */
public final class Verifier {
    private final Graph graph;
    private final List<Node> variables;
    private final Set<Node> leaves = Nodes.identitySet();
    private final Set<String> dims;

    private Verifier(Graph graph, List<Node> variables) {
        this.graph = graph;
        this.variables = variables;
        this.dims = Set.copyOf(Dim.names(graph.dims()));
    }

    /** Checks a graph. */
    public static void verify(Graph graph) {
        var verifier = new Verifier(graph, graph.variables());
        verifier.leaves();
        verifier.nodes(graph.roots());
        verifier.next(graph.next());
        verifier.scalars(graph.metrics());
    }

    /** Checks a training step, which no longer asks whether it is one. */
    public static void verify(TrainingGraph training) {
        verify(training.graph());
        var verifier = new Verifier(training.graph(), training.variables());
        verifier.leaves();
        verifier.nodes(training.roots());
        verifier.next(training.next());
        verifier.scalars(training.metrics());
        for (Node node : Nodes.topological(training.roots())) {
            require(!(node.operation() instanceof TrainingFlag), node, "is not decided in a training step");
        }
    }

    private void leaves() {
        var paths = new HashSet<String>();
        var all = new ArrayList<>(graph.inputs());
        all.addAll(variables);
        for (Node node : all) {
            boolean declared = node.operation() instanceof Input || node.operation() instanceof Variable;
            require(declared, node, "is declared but no input or variable");
            require(paths.add(((Leaf) node.operation()).path()), node, "has the path of another");
            node(node);
            leaves.add(node);
        }
    }

    private void nodes(List<Node> roots) {
        for (Node node : Nodes.topological(roots, Verifier::visible)) {
            node(node);
            boolean needsDeclaration = node.operation() instanceof Input || node.operation() instanceof Variable;
            require(!needsDeclaration || leaves.contains(node), node, "is not the node that the graph declares");
            require(!(node.operation() instanceof Hole), node, "was never filled");
        }
    }

    /** The cotangents of a custom gradient wait, with their hole, for a derivative to be taken. */
    private static List<Node> visible(Node node) {
        return node.operation() instanceof CustomGradient custom
                ? node.inputs().subList(0, custom.formals() + 1)
                : node.inputs();
    }

    private void node(Node node) {
        require(node.origin() != null, node, "has no origin");
        TensorType inferred =
                node.operation().infer(node.inputs().stream().map(Node::type).toList());
        require(inferred.equals(node.type()), node, "should have type " + inferred);
        for (Size size : node.shape().sizes()) {
            require(dims.containsAll(size.freeNames()), node, "has a size " + size + " that is not declared");
        }
    }

    private void next(Map<String, Node> next) {
        var byPath = new HashMap<String, Node>();
        variables.forEach(v -> byPath.put(Graph.variable(v).path(), v));
        for (var entry : next.entrySet()) {
            Node variable = byPath.get(entry.getKey());
            require(
                    variable != null,
                    entry.getValue(),
                    "is the next value of " + entry.getKey() + ", which is no variable");
            require(
                    entry.getValue().type().equals(variable.type()),
                    entry.getValue(),
                    "is the next value of " + entry.getKey() + " : " + variable.type());
        }
    }

    private void scalars(Map<String, Node> metrics) {
        metrics.forEach((name, node) -> require(
                node.type().equals(TensorType.SCALAR), node, "is the metric " + name + ", which must be one number"));
    }

    private static void require(boolean holds, Node node, String otherwise) {
        if (!holds) {
            String place = node.origin() == null ? "" : node.origin().toString();
            throw new IllegalStateException(node + (place.isEmpty() ? " " : " at " + place + " ") + otherwise);
        }
    }
}
