// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import java.util.Arrays;
import java.util.List;
import org.gradwright.compiler.graph.Evaluation;
import org.gradwright.compiler.graph.Lowering;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Operation;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.graph.TensorType;

/** Its first operand; what reads it is computed after the second, whose value does not matter. */
public record After() implements Operation {
    @Override
    public String name() {
        return "after";
    }

    @Override
    public TensorType infer(List<TensorType> inputs) {
        return inputs.get(0);
    }

    @Override
    public List<Node> vjp(Node node, Node cotangent) {
        return Arrays.asList(cotangent, null);
    }

    @Override
    public Lowering lowering(Node node) {
        return new Lowering.Elementwise((inputs, index) -> inputs.read(0, index));
    }

    @Override
    public Tensor evaluate(Node node, List<Tensor> inputs, Evaluation evaluation) {
        return inputs.get(0);
    }
}
