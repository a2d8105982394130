// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import java.util.List;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Evaluation;
import org.gradwright.compiler.graph.Lowering;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Operation;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.graph.TypeError;
import org.gradwright.compiler.kernel.Expr;

/** The index along an axis of the largest or the smallest element, the first of those that tie. */
public record ArgReduce(boolean largest, int axis, boolean keep) implements Operation {
    @Override
    public String name() {
        return largest ? "argmax" : "argmin";
    }

    @Override
    public String attributes() {
        return "[axis=" + axis + ", keep=" + keep + "]";
    }

    @Override
    public TensorType infer(List<TensorType> inputs) {
        TensorType x = inputs.get(0);
        if (x.element() == Element.BOOL) {
            throw new TypeError("`" + name() + "` takes numbers, not " + x);
        }
        return TensorType.i32(Axes.reduced(x.shape(), List.of(x.shape().axis(axis)), keep));
    }

    @Override
    public List<Node> vjp(Node node, Node cotangent) {
        return java.util.Collections.singletonList(null);
    }

    @Override
    public Lowering lowering(Node node) {
        TensorType x = node.input(0).type();
        Lowering.Fold.Step step = (inputs, outer, inner, accumulators) -> {
            Expr value = inputs.read(0, Axes.merged(x.rank(), List.of(axis), keep, outer, inner));
            Expr best = accumulators.get(0);
            Expr better = largest ? best.lessThan(value) : value.lessThan(best);
            return List.of(better.select(value, best), better.select(inner.get(0), accumulators.get(1)));
        };
        return new Lowering.Fold(List.of(x.shape().size(axis)), List.of(worst(x.element()), Expr.whole(0)), step, 1);
    }

    private Expr worst(Element element) {
        return (largest ? Reduce.Kind.MAX : Reduce.Kind.MIN).initial(element);
    }

    @Override
    public Tensor evaluate(Node node, List<Tensor> inputs, Evaluation evaluation) {
        Tensor x = inputs.get(0);
        Tensor result = Tensors.fill(node, evaluation, index -> 0);
        for (int i = 0; i < x.data().length; i++) {
            int[] index = x.index(i);
            int target = result.position(Axes.outer(index, List.of(axis), keep));
            double best = x.get(Tensors.with(index, axis, (int) result.data()[target]));
            if (largest ? x.data()[i] > best : x.data()[i] < best) {
                result.data()[target] = index[axis];
            }
        }
        return result;
    }
}
