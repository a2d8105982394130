// SPDX-License-Identifier: Apache-2.0
package org.gradwright.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Input;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Origin;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.graph.Training;
import org.gradwright.compiler.graph.Variable;

/** Declares the leaves of a network and makes graphs of any of its nodes. */
final class NetworkBuilder {
    private final List<Node> inputs = new ArrayList<>();
    private final List<Node> parameters = new ArrayList<>();

    Node input(String name, TensorType type) {
        Node node = Node.of(new Input(name, type), Origin.NONE, List.of()).named(name);
        inputs.add(node);
        return node;
    }

    /** A trained variable, always real, which starts at zero: its values are set from outside. */
    Node parameter(String name, TensorType type) {
        var variable = new Variable(Variable.Kind.PARAMETER, name, type.shape(), "zeros");
        Node node = Node.of(variable, Origin.NONE, List.of()).named(name);
        parameters.add(node);
        return node;
    }

    /** A graph that predicts. */
    Graph predicting(Map<String, Node> outputs) {
        return graph(outputs, Map.of(), Optional.empty());
    }

    /** A graph that trains. */
    Graph training(Training training, Map<String, Node> metrics) {
        return graph(Map.of(), metrics, Optional.of(training));
    }

    private Graph graph(Map<String, Node> outputs, Map<String, Node> metrics, Optional<Training> training) {
        return new Graph("Network", Precision.F64, List.of(), inputs, parameters, outputs, metrics, Map.of(), training);
    }
}
