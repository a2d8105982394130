// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import java.util.List;
import org.gradwright.compiler.graph.Evaluation;
import org.gradwright.compiler.graph.Lowering;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Operation;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Fn;

/**
 * The elements moved along an axis; those that fall off one end come in at the other.
 *
 * @param shift by how much, towards higher indices; negative the other way; may be more than once round
 */
public record Roll(int axis, int shift) implements Operation {
    @Override
    public String name() {
        return "roll";
    }

    @Override
    public String attributes() {
        return "[axis=" + axis + ", shift=" + shift + "]";
    }

    @Override
    public TensorType infer(List<TensorType> inputs) {
        inputs.get(0).shape().axis(axis);
        return inputs.get(0);
    }

    @Override
    public List<Node> vjp(Node node, Node cotangent) {
        return List.of(Ops.at(node.origin()).roll(cotangent, axis, -shift));
    }

    @Override
    public Lowering lowering(Node node) {
        Expr size = node.shape().size(axis).expr();
        return new Lowering.Elementwise((inputs, index) -> {
            Expr from = Expr.call(Fn.MOD, index.get(axis).minus(Expr.whole(shift)), size);
            return inputs.read(0, Axes.with(index, axis, from));
        });
    }

    @Override
    public Tensor evaluate(Node node, List<Tensor> inputs, Evaluation evaluation) {
        Tensor x = inputs.get(0);
        return Tensors.fill(node, evaluation, index -> {
            int from = Math.floorMod(index[axis] - shift, x.shape()[axis]);
            return x.get(Tensors.with(index, axis, from));
        });
    }
}
