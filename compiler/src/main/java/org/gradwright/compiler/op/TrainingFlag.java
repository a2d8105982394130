// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import java.util.List;
import org.gradwright.compiler.graph.Evaluation;
import org.gradwright.compiler.graph.Lowering;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.graph.TensorType;

/** Whether this is a training step. Each compiled method knows its answer, so this is a constant before it is lowered. */
public record TrainingFlag() implements Source {
    @Override
    public String name() {
        return "training";
    }

    @Override
    public TensorType infer(List<TensorType> inputs) {
        return TensorType.bool(Shape.SCALAR);
    }

    /** @throws IllegalStateException always: whoever builds the method puts a constant in its place */
    @Override
    public Lowering lowering(Node node) {
        throw new IllegalStateException("`training` must be replaced by a constant before kernels are made");
    }

    @Override
    public Tensor evaluate(Node node, List<Tensor> inputs, Evaluation evaluation) {
        return Tensor.scalar(evaluation.training() ? 1 : 0);
    }
}
