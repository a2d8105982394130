// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.graph;

import java.util.List;

/** An operation without inputs whose value is found in memory under a path. */
public interface Leaf extends Operation {
    /** The name that identifies the value in the model: {@code x}, {@code h[3].att.qkv.W}. */
    String path();

    @Override
    default List<Node> vjp(Node node, Node cotangent) {
        return List.of();
    }

    @Override
    default Lowering lowering(Node node) {
        return new Lowering.Stored();
    }

    @Override
    default Tensor evaluate(Node node, List<Tensor> inputs, Evaluation evaluation) {
        Tensor value = evaluation.stored().get(path());
        if (value == null) {
            throw new IllegalArgumentException("no value for " + path());
        }
        return value;
    }
}
