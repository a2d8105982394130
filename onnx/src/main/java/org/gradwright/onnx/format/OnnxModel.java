// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.format;

import java.util.List;
import java.util.Map;

/**
 * A model of a file.
 *
 * @param opsets the version of the operators of each domain; ONNX's own domain is the empty text
 * @param functions operators that the file defines itself
 */
public record OnnxModel(long irVersion, Map<String, Long> opsets, OnnxGraph graph, List<OnnxFunction> functions) {
    public OnnxModel {
        opsets = Map.copyOf(opsets);
        functions = List.copyOf(functions);
    }

    /** A model that defines no operators of its own. */
    public OnnxModel(long irVersion, Map<String, Long> opsets, OnnxGraph graph) {
        this(irVersion, opsets, graph, List.of());
    }
}
