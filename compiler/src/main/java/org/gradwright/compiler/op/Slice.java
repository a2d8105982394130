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

/**
 * The elements at {@code start, start + step, ...} along an axis, before {@code stop}.
 *
 * @param start the first index
 * @param stop the index that is no longer reached; -1 to go down to index 0
 * @param step not 0; negative to go down
 */
public record Slice(int axis, Size start, Size stop, int step) implements Operation {
    @Override
    public String name() {
        return "slice";
    }

    @Override
    public String attributes() {
        return "[axis=" + axis + ", start=" + start + ", stop=" + stop + ", step=" + step + "]";
    }

    @Override
    public Slice fix(Map<String, ? extends Number> sizes) {
        return new Slice(axis, start.fix(sizes), stop.fix(sizes), step);
    }

    @Override
    public TensorType infer(List<TensorType> inputs) {
        TensorType x = inputs.get(0);
        Size size = x.shape().size(x.shape().axis(axis));
        Size length = length();
        if (length.isKnown() && length.known() < 1) {
            throw new TypeError(
                    "the slice of " + x + " along axis " + axis + " from " + start + " to " + stop + " is empty");
        }
        if (outside(start, size) || outside(last(length), size)) {
            throw new TypeError("the slice from " + start + " to " + stop + " leaves axis " + axis + " of " + x);
        }
        return new TensorType(x.element(), x.shape().with(axis, length));
    }

    /** The number of elements, rounded up. @throws TypeError when it is no polynomial of the free sizes */
    private Size length() {
        int stride = Math.abs(step);
        Size span = step > 0 ? stop.minus(start) : start.minus(stop);
        long constant = span.terms().getOrDefault(List.<String>of(), 0L);
        Size rest = span.minus(Size.of(constant));
        return rest.dividedBy(Size.of(stride))
                .orElseThrow(() -> new TypeError("steps of " + step + " need a known length, not " + span))
                .plus(Math.floorDiv(constant + stride - 1, (long) stride));
    }

    private Size last(Size length) {
        return start.plus(length.minus(Size.ONE).times(step));
    }

    private static boolean outside(Size index, Size size) {
        Size left = size.minus(index);
        return index.isKnown() && index.known() < 0 || left.isKnown() && left.known() < 1;
    }

    /** Zeros wherever the slice does not look. */
    @Override
    public List<Node> vjp(Node node, Node cotangent) {
        Ops ops = Ops.at(node.origin());
        Size last = last(node.shape().size(axis));
        Size low = step > 0 ? start : last;
        Size high = step > 0 ? last : start;
        Size after = node.input(0).shape().size(axis).minus(high).minus(Size.ONE);
        Node ascending = step > 0 ? cotangent : ops.flip(cotangent, axis);
        return List.of(ops.node(new Pad(axis, low, after, Math.abs(step) - 1, 0), ascending));
    }

    @Override
    public Lowering lowering(Node node) {
        return new Lowering.Elementwise((inputs, index) -> {
            Expr position = start.expr().plus(index.get(axis).times(step));
            return inputs.read(0, Axes.with(index, axis, position));
        });
    }

    @Override
    public Tensor evaluate(Node node, List<Tensor> inputs, Evaluation evaluation) {
        int first = (int) start.evaluate(evaluation.sizes());
        return Tensors.fill(
                node, evaluation, index -> inputs.get(0).get(Tensors.with(index, axis, first + index[axis] * step)));
    }
}
