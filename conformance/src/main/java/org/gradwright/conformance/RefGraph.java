// SPDX-License-Identifier: Apache-2.0
package org.gradwright.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gradwright.compiler.build.ModelBuilder;
import org.gradwright.compiler.build.ModelError;
import org.gradwright.compiler.build.Term;
import org.gradwright.compiler.build.Terms;
import org.gradwright.compiler.build.Type;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Origin;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.op.Ops;

/** A question's network, declared with the model builder; its operators are nodes of our own. It makes one graph. */
final class RefGraph {
    private static final Ops G = Ops.at(Origin.NONE);

    private final ModelBuilder network = ModelBuilder.named("Network");
    private final Map<String, Term> terms = new HashMap<>();

    private RefGraph() {
        network.precision(Precision.F64);
    }

    /** @throws QuestionException for an unknown operator or name, or operands that do not fit; the message names the node */
    static RefGraph of(Question question) {
        var graph = new RefGraph();
        question.inputs().forEach(graph::input);
        question.parameters().forEach(graph::parameter);
        question.nodes().forEach(graph::add);
        return graph;
    }

    private void input(Question.Leaf leaf) {
        terms.put(leaf.name(), network.input(leaf.name(), type(leaf)));
    }

    /** A trained variable, which starts at zero: its values are set from outside. */
    private void parameter(Question.Leaf leaf) {
        terms.put(leaf.name(), network.param(leaf.name(), type(leaf), 0));
    }

    private static Type type(Question.Leaf leaf) {
        Object[] sizes = Arrays.stream(leaf.shape()).boxed().toArray();
        return switch (leaf.dtype()) {
            case "float64", "float32" -> Terms.real(sizes);
            case "int64", "int32" -> Terms.i32(sizes);
            case "bool" -> Terms.bool(sizes);
            default -> throw new QuestionException("`" + leaf.name() + "` has the unknown dtype " + leaf.dtype());
        };
    }

    /** The graph that predicts some nodes, in their order. */
    Graph predicting(List<Node> nodes) {
        for (int i = 0; i < nodes.size(); i++) {
            network.output(network.let(free("result_" + i), nodes.get(i)));
        }
        return network.build();
    }

    /** The name, or a longer one if the question has it. */
    private String free(String name) {
        return terms.containsKey(name) ? free(name + "_") : name;
    }

    /** The builder, to declare what is trained. */
    ModelBuilder network() {
        return network;
    }

    /** The name of an input, parameter or node. @throws QuestionException when there is none of this name */
    Term term(String name) {
        Term term = terms.get(name);
        if (term == null) {
            throw new QuestionException("nothing is called `" + name + "`");
        }
        return term;
    }

    /** An input, parameter or node. @throws QuestionException when there is none of this name */
    Node value(String name) {
        return network.node(term(name));
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
        } catch (QuestionException | ModelError | IllegalArgumentException | IndexOutOfBoundsException e) {
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
        terms.put(name, network.let(name, own));
    }
}
