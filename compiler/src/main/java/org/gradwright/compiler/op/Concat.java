// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import java.util.ArrayList;
import java.util.List;
import org.gradwright.compiler.graph.Evaluation;
import org.gradwright.compiler.graph.Lowering;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Operation;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.graph.TypeError;
import org.gradwright.compiler.kernel.Expr;

/** The operands one after the other along an axis. */
public record Concat(int axis) implements Operation {
    @Override
    public String name() {
        return "concat";
    }

    @Override
    public String attributes() {
        return "[axis=" + axis + "]";
    }

    @Override
    public TensorType infer(List<TensorType> inputs) {
        TensorType first = inputs.get(0);
        first.shape().axis(axis);
        Size total = Size.ZERO;
        for (TensorType each : inputs) {
            if (!fits(first, each)) {
                throw new TypeError(
                        "`concat` along axis " + axis + " needs equal other axes, " + first + " is not " + each);
            }
            total = total.plus(each.shape().size(axis));
        }
        return new TensorType(first.element(), first.shape().with(axis, total));
    }

    private boolean fits(TensorType first, TensorType each) {
        return each.element() == first.element()
                && each.rank() == first.rank()
                && each.shape().with(axis, Size.ONE).equals(first.shape().with(axis, Size.ONE));
    }

    private Size size(Node node, int input) {
        return node.input(input).shape().size(axis);
    }

    /** Where each operand begins. */
    private List<Size> offsets(Node node) {
        var offsets = new ArrayList<Size>();
        Size offset = Size.ZERO;
        for (int i = 0; i < node.inputs().size(); i++) {
            offsets.add(offset);
            offset = offset.plus(size(node, i));
        }
        return offsets;
    }

    @Override
    public List<Node> vjp(Node node, Node cotangent) {
        Ops ops = Ops.at(node.origin());
        List<Size> offsets = offsets(node);
        var cotangents = new ArrayList<Node>();
        for (int i = 0; i < offsets.size(); i++) {
            Size start = offsets.get(i);
            cotangents.add(ops.slice(cotangent, axis, start, start.plus(size(node, i)), 1));
        }
        return cotangents;
    }

    @Override
    public Lowering lowering(Node node) {
        List<Size> offsets = offsets(node);
        return new Lowering.Elementwise((inputs, index) -> {
            int last = offsets.size() - 1;
            Expr value = read(node, inputs, index, last, offsets);
            for (int i = last - 1; i >= 0; i--) {
                Expr here = index.get(axis).lessThan(offsets.get(i + 1).expr());
                value = here.select(read(node, inputs, index, i, offsets), value);
            }
            return value;
        });
    }

    private Expr read(Node node, Lowering.Reader inputs, List<Expr> index, int input, List<Size> offsets) {
        Expr position = index.get(axis).minus(offsets.get(input).expr());
        boolean first = input == 0;
        boolean last = input == offsets.size() - 1;
        Expr raised = first ? position : Indices.atLeastZero(position);
        Expr inside = last ? raised : Indices.below(raised, size(node, input));
        return inputs.read(input, Axes.with(index, axis, inside));
    }

    @Override
    public Tensor evaluate(Node node, List<Tensor> inputs, Evaluation evaluation) {
        return Tensors.fill(node, evaluation, index -> {
            int position = index[axis];
            int input = 0;
            while (position >= inputs.get(input).shape()[axis]) {
                position -= inputs.get(input++).shape()[axis];
            }
            return inputs.get(input).get(Tensors.with(index, axis, position));
        });
    }
}
