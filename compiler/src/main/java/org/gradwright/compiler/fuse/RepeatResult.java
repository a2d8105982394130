// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import java.util.List;
import org.gradwright.compiler.graph.Evaluation;
import org.gradwright.compiler.graph.Lowering;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Operation;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.graph.TensorType;

/**
 * What a loop leaves behind, as a function of what is carried into it and what its body reads from outside: the body is no
 * part of the graph any more.
 *
 * @param last whether it is a carried value
 * @param place among the carried values, or among the emitted ones
 */
record RepeatResult(RepeatBody body, boolean last, int place, TensorType type) implements Operation {
    @Override
    public String name() {
        return last ? "last" : "stack";
    }

    @Override
    public TensorType infer(List<TensorType> inputs) {
        return type;
    }

    @Override
    public List<Node> vjp(Node node, Node cotangent) {
        throw new IllegalStateException("loops are differentiated before kernels are made");
    }

    @Override
    public Lowering lowering(Node node) {
        return new Lowering.Repeated();
    }

    @Override
    public Tensor evaluate(Node node, List<Tensor> inputs, Evaluation evaluation) {
        throw new IllegalStateException("the interpreter runs loops before kernels are made");
    }
}
