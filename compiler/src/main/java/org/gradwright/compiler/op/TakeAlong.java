// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import java.util.Arrays;
import java.util.List;
import org.gradwright.compiler.graph.Evaluation;
import org.gradwright.compiler.graph.Lowering;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Operation;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.graph.TypeError;
import org.gradwright.compiler.notation.Formula;
import org.gradwright.compiler.notation.Formulas;

/**
 * {@code take_along(x, indices)}: {@code result[.., i, ..] = x[.., indices[.., i, ..], ..]} with the index on one axis.
 * The other axes are equal. An index out of range fails when the step runs.
 */
public record TakeAlong(int axis) implements Operation {
    @Override
    public String name() {
        return "take_along";
    }

    @Override
    public String attributes() {
        return "[axis=" + axis + "]";
    }

    @Override
    public TensorType infer(List<TensorType> inputs) {
        TensorType x = inputs.get(0);
        Shape indices = Indices.requireI32(name(), inputs.get(1));
        checkAligned(name(), x.shape(), inputs.get(1), axis);
        return new TensorType(x.element(), indices);
    }

    /** @throws TypeError unless shapes agree except along the axis */
    static void checkAligned(String name, Shape x, TensorType indices, int axis) {
        x.axis(axis);
        boolean aligned = x.rank() == indices.rank()
                && x.with(axis, indices.shape().size(axis)).equals(indices.shape());
        if (!aligned) {
            throw new TypeError(
                    "`" + name + "` needs equal axes except axis " + axis + ", real" + x + " does not fit " + indices);
        }
    }

    /** With one index a row the gradient is a row with one entry, which needs no scattering. */
    @Override
    public List<Node> vjp(Node node, Node cotangent) {
        Ops ops = Ops.at(node.origin());
        Shape x = node.input(0).shape();
        Node indices = node.input(1);
        Node gradient = indices.shape().size(axis).is(1)
                ? ops.where(ops.equal(ops.iota(x, axis), indices), cotangent, ops.constant(0))
                : ops.node(new ScatterAlong(x, axis), indices, cotangent);
        return Arrays.asList(gradient, null);
    }

    @Override
    public Formula notation(Node node, List<Formula> operands) {
        return new Formula.Element(operands.get(0), List.of(Formulas.core(operands.get(1))));
    }

    @Override
    public Lowering lowering(Node node) {
        Shape x = node.input(0).shape();
        return new Lowering.Elementwise((inputs, index) ->
                inputs.read(0, Axes.with(index, axis, Indices.checked(inputs.read(1, index), x.size(axis)))));
    }

    @Override
    public Tensor evaluate(Node node, List<Tensor> inputs, Evaluation evaluation) {
        Tensor x = inputs.get(0);
        return Tensors.fill(node, evaluation, index -> {
            int chosen = Indices.checked(inputs.get(1).get(index), x.shape()[axis]);
            return x.get(Tensors.with(index, axis, chosen));
        });
    }
}
