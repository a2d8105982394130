// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradwright.compiler.graph.Dim;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Input;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Optimiser;
import org.gradwright.compiler.graph.Origin;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.graph.Training;
import org.gradwright.compiler.graph.Variable;
import org.gradwright.compiler.op.Ops;
import org.gradwright.compiler.train.Optimisers;
import org.gradwright.runtime.TrainingStep;

/** A model made of nodes, for tests of the generated class. */
abstract class ModelOfNodes {
    static final Ops G = Ops.at(new Origin("model.graph", 7, 1, "h = ..."));
    static final Size BATCH = Size.free("batch");
    static final Size TIME = Size.free("time");

    final List<Node> inputs = new ArrayList<>();
    final List<Node> variables = new ArrayList<>();
    final Map<String, Node> outputs = new LinkedHashMap<>();
    final Map<String, Node> metrics = new LinkedHashMap<>();
    final Map<String, Node> next = new LinkedHashMap<>();
    List<Dim> dims = List.of(Dim.free("batch"), Dim.free("time"));
    Node loss;

    Node input(String path, Element element, Size... sizes) {
        Node node = Node.of(new Input(path, new TensorType(element, Shape.of(sizes))), Origin.NONE, List.of());
        inputs.add(node);
        return node;
    }

    Node real(String path, Size... sizes) {
        return input(path, Element.REAL, sizes);
    }

    Node variable(Variable.Kind kind, String path, long... sizes) {
        Node node = Node.of(new Variable(kind, path, Shape.of(sizes), "ones"), Origin.NONE, List.of());
        variables.add(node);
        return node;
    }

    Compilation compile(Precision precision) {
        var optimisers = new LinkedHashMap<String, Optimiser>();
        variables.stream()
                .map(Graph::variable)
                .filter(v -> v.kind() == Variable.Kind.PARAMETER)
                .forEach(v -> optimisers.put(v.path(), Optimisers.create("sgd", Map.of("lr", 0.1))));
        var training = Optional.ofNullable(loss).map(l -> Training.of(l, optimisers));
        var graph = new Graph("Face", precision, dims, inputs, variables, outputs, metrics, next, training);
        return Compiler.compile(graph, CompileOptions.DEFAULT.withSourceFile("model.graph"));
    }

    TrainingStep model() {
        return compile(Precision.F64).load().create(1);
    }

    static Object[] arguments(Object... arguments) {
        return arguments;
    }

    void mlp() {
        Node x = real("x", BATCH, Size.of(4));
        Node t = real("t", BATCH, Size.of(2));
        Node h = G.tanh(G.add(
                        G.matmul(x, variable(Variable.Kind.PARAMETER, "h.W", 4, 3)),
                        variable(Variable.Kind.PARAMETER, "h.b", 3)))
                .named("h");
        Node y = G.matmul(h, variable(Variable.Kind.PARAMETER, "y.W", 3, 2)).named("y");
        outputs.put("y", y);
        loss = G.mean(G.square(G.sub(y, t)), List.of(0, 1), false).named("loss");
    }
}
