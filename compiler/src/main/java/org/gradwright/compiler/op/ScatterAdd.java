// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.gradwright.compiler.graph.Evaluation;
import org.gradwright.compiler.graph.Lowering;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Operation;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.graph.TypeError;

/**
 * {@code scatter_add(indices, updates)}: zeros of a shape, to whose slices along an axis the updates are added, those of
 * equal index in ascending order. What {@link Gather} takes out, put back.
 */
public record ScatterAdd(Shape shape, int axis) implements Operation {
    @Override
    public String name() {
        return "scatter_add";
    }

    @Override
    public String attributes() {
        return "[shape=" + shape + ", axis=" + axis + "]";
    }

    @Override
    public ScatterAdd fix(Map<String, ? extends Number> sizes) {
        return new ScatterAdd(shape.fix(sizes), axis);
    }

    @Override
    public TensorType infer(List<TensorType> inputs) {
        shape.axis(axis);
        Shape indices = Indices.requireI32(name(), inputs.get(0));
        TensorType expected = TensorType.real(Gather.replaced(shape, axis, indices));
        if (!inputs.get(1).equals(expected)) {
            throw new TypeError("`scatter_add` into real" + shape + " at " + inputs.get(0) + " along axis " + axis
                    + " takes " + expected + ", not " + inputs.get(1));
        }
        return TensorType.real(shape);
    }

    @Override
    public List<Node> vjp(Node node, Node cotangent) {
        return Arrays.asList(null, Ops.at(node.origin()).gather(cotangent, node.input(0), axis));
    }

    @Override
    public Lowering lowering(Node node) {
        int rank = node.input(0).shape().rank();
        return new Lowering.Scatter(
                node.input(1).shape().sizes(),
                (inputs, source) -> Gather.target(inputs, 0, source, shape, rank, axis),
                (inputs, source) -> inputs.read(1, source));
    }

    @Override
    public Tensor evaluate(Node node, List<Tensor> inputs, Evaluation evaluation) {
        Tensor updates = inputs.get(1);
        Tensor result = Tensors.fill(node, evaluation, index -> 0);
        for (int i = 0; i < updates.data().length; i++) {
            int[] target = Gather.target(inputs.get(0), updates.index(i), result.shape(), axis);
            result.data()[result.position(target)] += updates.data()[i];
        }
        return result;
    }
}
