// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import java.util.List;
import java.util.Map;
import org.gradwright.compiler.graph.Evaluation;
import org.gradwright.compiler.graph.Lowering;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Operation;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.graph.TypeError;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Expr.Truth;
import org.gradwright.compiler.kernel.Fn;

/**
 * The operand with a constant before, after and between its elements along an axis.
 *
 * @param interior how many constants stand between two neighbours
 */
public record Pad(int axis, Size before, Size after, int interior, double value) implements Operation {
    @Override
    public String name() {
        return "pad";
    }

    @Override
    public String attributes() {
        return "[axis=" + axis + ", before=" + before + ", after=" + after + ", interior=" + interior + ", value="
                + value + "]";
    }

    @Override
    public Pad fix(Map<String, ? extends Number> sizes) {
        return new Pad(axis, before.fix(sizes), after.fix(sizes), interior, value);
    }

    @Override
    public TensorType infer(List<TensorType> inputs) {
        TensorType x = inputs.get(0);
        x.shape().axis(axis);
        if (negative(before) || negative(after) || interior < 0) {
            throw new TypeError(
                    "`pad` cannot take away: " + before + " before and " + after + " after axis " + axis + " of " + x);
        }
        return new TensorType(
                x.element(), x.shape().with(axis, before.plus(span(x)).plus(after)));
    }

    private static boolean negative(Size size) {
        return size.isKnown() && size.known() < 0;
    }

    /** From the first element to the last, both included. */
    private Size span(TensorType x) {
        return x.shape().size(axis).minus(Size.ONE).times(interior + 1L).plus(1);
    }

    @Override
    public List<Node> vjp(Node node, Node cotangent) {
        Size stop = before.plus(span(node.input(0).type()));
        return List.of(Ops.at(node.origin()).slice(cotangent, axis, before, stop, interior + 1));
    }

    @Override
    public Lowering lowering(Node node) {
        TensorType x = node.input(0).type();
        return new Lowering.Elementwise((inputs, index) -> {
            Expr offset = index.get(axis).minus(before.expr());
            Expr place = Expr.call(Fn.DIV, offset, Expr.whole(interior + 1));
            Expr clamped = Indices.below(Indices.atLeastZero(place), x.shape().size(axis));
            Expr element = inputs.read(0, Axes.with(index, axis, clamped));
            return isElement(offset, span(x)).select(element, element.constantLike(value));
        });
    }

    private Expr isElement(Expr offset, Size span) {
        Expr truth = new Truth(true);
        Expr fromFirst = before.is(0) ? truth : Expr.whole(0).atMost(offset);
        Expr toLast = after.is(0) ? truth : offset.lessThan(span.expr());
        Expr remainder = Expr.call(Fn.MOD, offset, Expr.whole(interior + 1));
        Expr onGrid = interior == 0 ? truth : remainder.equalTo(Expr.whole(0));
        return Expr.call(Fn.AND, Expr.call(Fn.AND, fromFirst, toLast), onGrid);
    }

    @Override
    public Tensor evaluate(Node node, List<Tensor> inputs, Evaluation evaluation) {
        Tensor x = inputs.get(0);
        int first = (int) before.evaluate(evaluation.sizes());
        Tensor result = Tensors.fill(node, evaluation, index -> value);
        for (int i = 0; i < x.data().length; i++) {
            int[] index = x.index(i);
            result.set(x.data()[i], Tensors.with(index, axis, first + index[axis] * (interior + 1)));
        }
        return result;
    }
}
