// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import java.util.List;
import org.gradwright.compiler.graph.Evaluation;
import org.gradwright.compiler.graph.Lowering;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Operation;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.notation.Formula;

/** Its operand, through which no gradient passes. */
public record StopGradient() implements Operation {
    @Override
    public String name() {
        return "stop_gradient";
    }

    @Override
    public TensorType infer(List<TensorType> inputs) {
        return inputs.get(0);
    }

    @Override
    public List<Node> vjp(Node node, Node cotangent) {
        return java.util.Collections.singletonList(null);
    }

    @Override
    public Formula notation(Node node, List<Formula> operands) {
        return operands.get(0);
    }

    @Override
    public Lowering lowering(Node node) {
        return new Lowering.Alias();
    }

    @Override
    public Tensor evaluate(Node node, List<Tensor> inputs, Evaluation evaluation) {
        return inputs.get(0);
    }
}
