// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.format;

import java.util.List;
import java.util.Map;

/**
 * One use of an operator.
 *
 * @param inputs names of values; empty for one that is absent
 */
public record OnnxNode(
        String name,
        String operator,
        String domain,
        List<String> inputs,
        List<String> outputs,
        Map<String, Attribute> attributes) {
    public OnnxNode {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        attributes = Map.copyOf(attributes);
    }
}
