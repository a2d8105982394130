// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.format;

import java.util.List;

/** A graph of a file: nodes in topological order. */
public record OnnxGraph(
        String name,
        List<OnnxNode> nodes,
        List<OnnxTensor> initializers,
        List<ValueInfo> inputs,
        List<ValueInfo> outputs) {
    public OnnxGraph {
        nodes = List.copyOf(nodes);
        initializers = List.copyOf(initializers);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }
}
