// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.exports;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Input;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.op.CustomGradient;
import org.gradwright.compiler.optimise.Specialise;
import org.gradwright.onnx.format.ElementType;
import org.gradwright.onnx.format.OnnxException;
import org.gradwright.onnx.format.OnnxGraph;
import org.gradwright.onnx.format.OnnxModel;
import org.gradwright.onnx.format.OnnxNode;
import org.gradwright.onnx.format.ValueInfo;

/** Exports the outputs of a graph as they are in prediction. */
public final class Exporter {
    private static final long IR_VERSION = 8;
    private static final long OPSET = 17;

    private final Graph graph;
    private final Function<String, Tensor> values;
    private final Listing out;
    private final Map<Node, String> names = new IdentityHashMap<>();

    private Exporter(Graph graph, Function<String, Tensor> values) {
        this.graph = graph;
        this.values = values;
        this.out = new Listing(
                ElementType.of(org.gradwright.compiler.graph.Element.REAL, graph.precision() == Precision.F64));
    }

    /**
     * The model of a graph.
     *
     * @param values of parameters and states by path
     * @throws OnnxException for what ONNX cannot say; the message names it and its place
     */
    public static OnnxModel model(Graph graph, Function<String, Tensor> values) {
        if (graph.outputs().isEmpty()) {
            throw new OnnxException("the model has no output; declare one, such as `output p = softmax(logits)`");
        }
        Graph forward = graph.predicting(graph.outputs());
        return new Exporter(Specialise.training(forward, false), values).run();
    }

    private OnnxModel run() {
        List<Node> roots = CustomGradient.strip(graph.outputs().values());
        List<Node> nodes = Nodes.topological(roots);
        graph.outputs().keySet().forEach(out::fresh);
        List<ValueInfo> inputs = inputs(nodes);
        new Statements(out, names, values).write(nodes);
        var outputs = new ArrayList<ValueInfo>();
        var last = new ArrayList<OnnxNode>();
        int at = 0;
        for (String name : graph.outputs().keySet()) {
            Node root = roots.get(at++);
            last.add(new OnnxNode(name, "Identity", "", List.of(names.get(root)), List.of(name), Map.of()));
            outputs.add(info(name, root));
        }
        var all = new ArrayList<>(out.nodes());
        all.addAll(last);
        return new OnnxModel(
                IR_VERSION, Map.of("", OPSET), new OnnxGraph(graph.name(), all, out.tables(), inputs, outputs));
    }

    /** The inputs that outputs depend on. */
    private List<ValueInfo> inputs(List<Node> nodes) {
        var inputs = new LinkedHashMap<String, ValueInfo>();
        for (Node node : graph.inputs()) {
            if (!nodes.contains(node)) {
                continue;
            }
            String name = out.fresh(((Input) node.operation()).path());
            names.put(node, name);
            inputs.put(name, info(name, node));
            for (int axis = 0; axis < node.shape().rank(); axis++) {
                Size size = node.shape().size(axis);
                if (!size.isKnown() && size.equals(Size.free(size.toString()))) {
                    out.freeSize(size.toString(), name, axis);
                }
            }
        }
        return List.copyOf(inputs.values());
    }

    private ValueInfo info(String name, Node node) {
        List<ValueInfo.Dimension> dims = node.shape().sizes().stream()
                .map(size -> size.isKnown()
                        ? ValueInfo.Dimension.of(size.known())
                        : ValueInfo.Dimension.named(size.toString()))
                .toList();
        return new ValueInfo(name, out.type(node.type().element()), Optional.of(dims));
    }
}
