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
import org.gradwright.compiler.kernel.Expr;

/**
 * {@code scatter_along(indices, updates)}: zeros of a shape with {@code result[.., indices[.., i, ..], ..] += updates[..,
 * i, ..]}. What {@link TakeAlong} takes out, put back.
 */
public record ScatterAlong(Shape shape, int axis) implements Operation {
    @Override
    public String name() {
        return "scatter_along";
    }

    @Override
    public String attributes() {
        return "[shape=" + shape + ", axis=" + axis + "]";
    }

    @Override
    public ScatterAlong fix(Map<String, ? extends Number> sizes) {
        return new ScatterAlong(shape.fix(sizes), axis);
    }

    @Override
    public TensorType infer(List<TensorType> inputs) {
        Shape indices = Indices.requireI32(name(), inputs.get(0));
        TakeAlong.checkAligned(name(), shape, inputs.get(0), axis);
        if (!inputs.get(1).equals(TensorType.real(indices))) {
            throw new TypeError(
                    "`scatter_along` at " + inputs.get(0) + " takes real" + indices + ", not " + inputs.get(1));
        }
        return TensorType.real(shape);
    }

    @Override
    public List<Node> vjp(Node node, Node cotangent) {
        return Arrays.asList(null, Ops.at(node.origin()).takeAlong(cotangent, node.input(0), axis));
    }

    @Override
    public Lowering lowering(Node node) {
        return new Lowering.Scatter(
                node.input(1).shape().sizes(),
                (inputs, source) -> {
                    Expr chosen = Indices.checked(inputs.read(0, source), shape.size(axis));
                    return Axes.with(source, axis, chosen);
                },
                (inputs, source) -> inputs.read(1, source));
    }

    @Override
    public Tensor evaluate(Node node, List<Tensor> inputs, Evaluation evaluation) {
        Tensor updates = inputs.get(1);
        Tensor result = Tensors.fill(node, evaluation, index -> 0);
        for (int i = 0; i < updates.data().length; i++) {
            int chosen = Indices.checked(inputs.get(0).data()[i], result.shape()[axis]);
            result.data()[result.position(Tensors.with(updates.index(i), axis, chosen))] += updates.data()[i];
        }
        return result;
    }
}
