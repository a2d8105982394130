// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import java.util.function.ToDoubleFunction;
import org.gradwright.compiler.graph.Evaluation;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Tensor;

/** Help for the reference meaning of operations. */
final class Tensors {
    private Tensors() {}

    /** A tensor from the value at each index. */
    static Tensor fill(int[] shape, ToDoubleFunction<int[]> value) {
        Tensor result = Tensor.zeros(shape);
        for (int position = 0; position < result.data().length; position++) {
            result.data()[position] = value.applyAsDouble(result.index(position));
        }
        return result;
    }

    /** The value of a node from the value at each index. */
    static Tensor fill(Node node, Evaluation evaluation, ToDoubleFunction<int[]> value) {
        return fill(node.shape().evaluate(evaluation.sizes()), value);
    }

    /** The index with one entry replaced. */
    static int[] with(int[] index, int axis, int value) {
        int[] copy = index.clone();
        copy[axis] = value;
        return copy;
    }
}
