// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.imports;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.gradwright.onnx.format.Attribute;
import org.gradwright.onnx.format.OnnxFunction;
import org.gradwright.onnx.format.OnnxGraph;
import org.gradwright.onnx.format.OnnxModel;
import org.gradwright.onnx.format.OnnxNode;
import org.gradwright.onnx.format.ValueInfo;

/** Which names of a file something reads: a node, a body, a function, or the caller. */
final class Uses {
    private final Set<String> outputs;
    private final Set<String> read = new HashSet<>();

    Uses(OnnxModel model) {
        outputs = model.graph().outputs().stream().map(ValueInfo::name).collect(Collectors.toUnmodifiableSet());
        add(model.graph());
        for (OnnxFunction function : model.functions()) {
            read.addAll(function.outputs());
            add(function.nodes());
        }
    }

    private void add(OnnxGraph graph) {
        graph.outputs().forEach(output -> read.add(output.name()));
        add(graph.nodes());
    }

    private void add(List<OnnxNode> nodes) {
        for (OnnxNode node : nodes) {
            read.addAll(node.inputs());
            node.attributes().values().stream()
                    .filter(Attribute.Body.class::isInstance)
                    .forEach(body -> add(((Attribute.Body) body).value()));
        }
    }

    boolean isRead(String name) {
        return read.contains(name);
    }

    /** Whether the caller gets it, under this name. */
    boolean isOutput(String name) {
        return outputs.contains(name);
    }
}
