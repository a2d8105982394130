// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gradwright.compiler.graph.Evaluation;
import org.gradwright.compiler.graph.Lowering;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Operation;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.graph.TypeError;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Fn;

/**
 * The cross-correlation of {@code x [n, groups, channels, ...]} with {@code w [groups, filters, channels, ...]},
 *
 * <pre>y[n, g, f, i] = sum over c, k of x[n, g, c, stride i + dilation k] w[g, f, c, k]</pre>
 *
 * of shape {@code [n, groups, filters, ...]}, i and k with an entry for each further axis. Padding is an operation of its
 * own. Both derivatives are convolutions again.
 *
 * @param slides one for each axis that the filters slide along
 * @param groupsLast whether the groups are the last axis of both operands and of the result, where they are neighbours
 */
public record Convolution(List<Sliding> slides, boolean groupsLast) implements Operation {
    /** The axes that the filters do not slide along. */
    static final int LEADING = 3;

    public Convolution {
        slides = List.copyOf(slides);
    }

    /** With the groups in front. */
    public Convolution(List<Sliding> slides) {
        this(slides, false);
    }

    @Override
    public String name() {
        return "convolution";
    }

    @Override
    public String attributes() {
        return "[strides=" + Sliding.strides(slides) + ", dilations=" + Sliding.dilations(slides) + ", groups_last="
                + groupsLast + "]";
    }

    @Override
    public TensorType infer(List<TensorType> inputs) {
        TensorType x = inputs.get(0);
        TensorType w = inputs.get(1);
        int rank = LEADING + slides.size();
        if (!x.isReal() || !w.isReal() || x.rank() != rank || w.rank() != rank) {
            throw new TypeError("`convolution` takes two real tensors of rank " + rank + ", not " + x + " and " + w);
        }
        if (groupsLast) {
            return groupsBack(infer(groupsFirst(x, 1), groupsFirst(w, 0)), 1);
        }
        return infer(x, w);
    }

    private TensorType infer(TensorType x, TensorType w) {
        boolean fits = x.shape().size(1).equals(w.shape().size(0))
                && x.shape().size(2).equals(w.shape().size(2));
        if (!fits) {
            throw new TypeError("`convolution` needs equal groups and channels: " + x + " and " + w);
        }
        var sizes = new ArrayList<>(
                List.of(x.shape().size(0), x.shape().size(1), w.shape().size(1)));
        for (int i = 0; i < slides.size(); i++) {
            int axis = LEADING + i;
            sizes.add(slides.get(i).positions(x.shape().size(axis), w.shape().size(axis)));
        }
        return TensorType.real(new Shape(sizes));
    }

    private static TensorType groupsFirst(TensorType type, int place) {
        return TensorType.real(new Shape(toFront(type.shape().sizes(), place)));
    }

    private static TensorType groupsBack(TensorType type, int place) {
        return TensorType.real(new Shape(toBack(type.shape().sizes(), place)));
    }

    /** The last entry at a place in front. */
    private static <T> List<T> toFront(List<T> entries, int place) {
        var moved = new ArrayList<>(entries);
        moved.add(place, moved.remove(moved.size() - 1));
        return moved;
    }

    /** The entry at a place in front as the last. */
    private static <T> List<T> toBack(List<T> entries, int place) {
        var moved = new ArrayList<>(entries);
        moved.add(moved.remove(place));
        return moved;
    }

    @Override
    public List<Node> vjp(Node node, Node cotangent) {
        if (groupsLast) {
            return vjpGroupsLast(node, cotangent);
        }
        var gradient = new ConvolutionGradient(this, node);
        return List.of(gradient.ofInput(cotangent), gradient.ofFilters(cotangent));
    }

    /** Through the same convolution with the groups in front. */
    private List<Node> vjpGroupsLast(Node node, Node cotangent) {
        Ops ops = Ops.at(node.origin());
        List<Integer> all = Axes.all(node.shape().rank());
        Node x = ops.transpose(node.input(0), toFront(all, 1));
        Node w = ops.transpose(node.input(1), toFront(all, 0));
        var gradient = new ConvolutionGradient(this, ops.node(new Convolution(slides), x, w));
        Node turned = ops.transpose(cotangent, toFront(all, 1));
        return List.of(
                ops.transpose(gradient.ofInput(turned), toBack(all, 1)),
                ops.transpose(gradient.ofFilters(turned), toBack(all, 0)));
    }

    @Override
    public Lowering lowering(Node node) {
        Shape w = node.input(1).shape();
        int filters = groupsLast ? 0 : 1;
        Lowering.Fold.Step step = (inputs, outer, inner, accumulators) -> {
            Expr weight = inputs.read(1, filterIndex(outer, inner));
            Expr element = inputs.read(0, inputIndex(outer, inner));
            return List.of(Expr.call(Fn.FMA, weight, element, accumulators.get(0)));
        };
        List<Size> extents = w.sizes().subList(filters + 1, filters + 2 + slides.size());
        return new Lowering.Fold(extents, List.of(Expr.real(0)), step, 0);
    }

    private List<Expr> filterIndex(List<Expr> outer, List<Expr> inner) {
        List<Expr> ordered = groupsLast ? toFront(outer, 1) : outer;
        var index = new ArrayList<>(ordered.subList(1, LEADING));
        index.addAll(inner);
        return groupsLast ? toBack(index, 0) : index;
    }

    private List<Expr> inputIndex(List<Expr> outer, List<Expr> inner) {
        List<Expr> ordered = groupsLast ? toFront(outer, 1) : outer;
        var index = new ArrayList<>(List.of(ordered.get(0), ordered.get(1), inner.get(0)));
        for (int i = 0; i < slides.size(); i++) {
            index.add(slides.get(i).at(ordered.get(LEADING + i), inner.get(1 + i)));
        }
        return groupsLast ? toBack(index, 1) : index;
    }

    @Override
    public Tensor evaluate(Node node, List<Tensor> inputs, Evaluation evaluation) {
        Tensor x = inputs.get(0);
        Tensor w = inputs.get(1);
        int filters = groupsLast ? 0 : 1;
        int[] inner = Arrays.copyOfRange(w.shape(), filters + 1, filters + 2 + slides.size());
        return Tensors.fill(node, evaluation, index -> {
            int[] tap = new int[w.rank()];
            tap[filters] = index[filters + 1];
            tap[groupsLast ? w.rank() - 1 : 0] = index[groupsLast ? index.length - 1 : 1];
            double sum = 0;
            for (int i = 0; i < Tensor.count(inner); i++) {
                int rest = i;
                for (int axis = inner.length - 1; axis >= 0; axis--) {
                    tap[filters + 1 + axis] = rest % inner[axis];
                    rest /= inner[axis];
                }
                sum += w.get(tap) * x.get(seen(index, tap));
            }
            return sum;
        });
    }

    private int[] seen(int[] index, int[] tap) {
        int[] seen = index.clone();
        int channels = groupsLast ? 1 : 2;
        seen[channels] = tap[channels];
        for (int i = 0; i < slides.size(); i++) {
            int axis = channels + 1 + i;
            seen[axis] = slides.get(i).at(index[axis], tap[axis]);
        }
        return seen;
    }
}
