// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.format;

import java.util.Map;

/**
 * A model of a file.
 *
 * @param opsets the version of the operators of each domain; ONNX's own domain is the empty text
 */
public record OnnxModel(long irVersion, Map<String, Long> opsets, OnnxGraph graph) {
    public OnnxModel {
        opsets = Map.copyOf(opsets);
    }
}
