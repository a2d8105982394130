// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.gradwright.compiler.graph.Evaluation;
import org.gradwright.compiler.graph.Lowering;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Operation;
import org.gradwright.compiler.graph.Shape;
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
 * @param slides one for each axis after the third
 */
public record Convolution(List<Sliding> slides) implements Operation {
    /** The axes before those that the filters slide along. */
    static final int LEADING = 3;

    public Convolution {
        slides = List.copyOf(slides);
    }

    @Override
    public String name() {
        return "convolution";
    }

    @Override
    public String attributes() {
        return "[strides=" + Sliding.strides(slides) + ", dilations=" + Sliding.dilations(slides) + "]";
    }

    @Override
    public TensorType infer(List<TensorType> inputs) {
        TensorType x = inputs.get(0);
        TensorType w = inputs.get(1);
        int rank = LEADING + slides.size();
        if (!x.isReal() || !w.isReal() || x.rank() != rank || w.rank() != rank) {
            throw new TypeError("`convolution` takes two real tensors of rank " + rank + ", not " + x + " and " + w);
        }
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

    @Override
    public List<Node> vjp(Node node, Node cotangent) {
        var gradient = new ConvolutionGradient(this, node);
        return List.of(gradient.ofInput(cotangent), gradient.ofFilters(cotangent));
    }

    @Override
    public Lowering lowering(Node node) {
        Shape w = node.input(1).shape();
        Lowering.Fold.Step step = (inputs, outer, inner, accumulators) -> {
            Expr weight = inputs.read(1, filterIndex(outer, inner));
            Expr element = inputs.read(0, inputIndex(outer, inner));
            return List.of(Expr.call(Fn.FMA, weight, element, accumulators.get(0)));
        };
        return new Lowering.Fold(w.sizes().subList(2, w.rank()), List.of(Expr.real(0)), step, 0);
    }

    private static List<Expr> filterIndex(List<Expr> outer, List<Expr> inner) {
        var index = new ArrayList<>(outer.subList(1, LEADING));
        index.addAll(inner);
        return index;
    }

    private List<Expr> inputIndex(List<Expr> outer, List<Expr> inner) {
        var index = new ArrayList<>(List.of(outer.get(0), outer.get(1), inner.get(0)));
        for (int i = 0; i < slides.size(); i++) {
            index.add(slides.get(i).at(outer.get(LEADING + i), inner.get(1 + i)));
        }
        return index;
    }

    @Override
    public Tensor evaluate(Node node, List<Tensor> inputs, Evaluation evaluation) {
        Tensor x = inputs.get(0);
        Tensor w = inputs.get(1);
        return Tensors.fill(node, evaluation, index -> IntStream.range(0, w.data().length)
                .mapToObj(w::index)
                .filter(tap -> tap[0] == index[1] && tap[1] == index[2])
                .mapToDouble(tap -> w.get(tap) * x.get(seen(index, tap)))
                .sum());
    }

    private int[] seen(int[] index, int[] tap) {
        int[] seen = index.clone();
        seen[2] = tap[2];
        for (int i = 0; i < slides.size(); i++) {
            seen[LEADING + i] = slides.get(i).at(index[LEADING + i], tap[LEADING + i]);
        }
        return seen;
    }
}
