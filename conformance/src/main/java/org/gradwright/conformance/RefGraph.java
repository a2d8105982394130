// SPDX-License-Identifier: Apache-2.0
package org.gradwright.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Origin;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.op.Ops;

/** The nodes of a question's network by their names. */
final class RefGraph {
    private static final Ops G = Ops.at(Origin.NONE);

    private final NetworkBuilder network = new NetworkBuilder();
    private final Map<String, Node> values = new HashMap<>();

    private RefGraph() {}

    /** @throws QuestionException for an unknown operator or name, or operands that do not fit; the message names the node */
    static RefGraph of(Question question) {
        var graph = new RefGraph();
        question.inputs().forEach(leaf -> graph.values.put(leaf.name(), graph.network.input(leaf.name(), type(leaf))));
        question.parameters()
                .forEach(leaf -> graph.values.put(leaf.name(), graph.network.parameter(leaf.name(), type(leaf))));
        question.nodes().forEach(graph::add);
        return graph;
    }

    private static TensorType type(Question.Leaf leaf) {
        var sizes = new long[leaf.shape().length];
        for (int axis = 0; axis < sizes.length; axis++) {
            sizes[axis] = leaf.shape()[axis];
        }
        Shape shape = Shape.of(sizes);
        return switch (leaf.dtype()) {
            case "float64", "float32" -> TensorType.real(shape);
            case "int64", "int32" -> TensorType.i32(shape);
            case "bool" -> TensorType.bool(shape);
            default -> throw new QuestionException("`" + leaf.name() + "` has the unknown dtype " + leaf.dtype());
        };
    }

    /** The network's inputs and parameters, to make graphs of. */
    NetworkBuilder network() {
        return network;
    }

    /** An input, parameter or node. @throws QuestionException when there is none of this name */
    Node value(String name) {
        Node value = values.get(name);
        if (value == null) {
            throw new QuestionException("nothing is called `" + name + "`");
        }
        return value;
    }

    List<Node> values(List<String> names) {
        return names.stream().map(this::value).toList();
    }

    Node constant(Tensor value) {
        return G.constant(value, Element.REAL);
    }

    private void add(Question.Application application) {
        try {
            Operator operator = Operators.named(application.operator());
            var arguments = new ArrayList<Node>();
            application.arguments().forEach(argument -> arguments.add(argument(argument)));
            define(application.id(), operator.apply(new Operator.Call(G, arguments, application.attributes())));
        } catch (QuestionException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new QuestionException(
                    "node `" + application.id() + "`, " + application.operator() + ": " + e.getMessage(), e);
        }
    }

    private Node argument(JsonNode argument) {
        return argument.isNumber() ? G.constant(argument.doubleValue()) : value(argument.asText());
    }

    /** Derivatives are asked for by name, so each name needs a node of its own even where an operation does nothing. */
    private void define(String name, Node node) {
        boolean shared = !node.name().isEmpty() && node.type().isReal();
        Node own = shared ? G.node(Operators.IDENTITY, node) : node;
        values.put(name, own.named(name));
    }
}
