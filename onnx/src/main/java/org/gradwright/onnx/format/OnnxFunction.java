// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.format;

import java.util.List;
import java.util.Map;

/**
 * An operator that a file defines itself.
 *
 * @param defaults attributes that a use need not name
 * @param opsets the version of the operators of each domain that its nodes use
 */
public record OnnxFunction(
        String domain,
        String name,
        List<String> inputs,
        List<String> outputs,
        Map<String, Attribute> defaults,
        List<OnnxNode> nodes,
        Map<String, Long> opsets) {
    public OnnxFunction {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        defaults = Map.copyOf(defaults);
        nodes = List.copyOf(nodes);
        opsets = Map.copyOf(opsets);
    }
}
