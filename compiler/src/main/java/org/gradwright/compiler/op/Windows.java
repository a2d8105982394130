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
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.graph.TensorType;

/**
 * The windows that slide along the last axes: {@code y[..., i, k] = x[..., stride i + dilation k]}, i and k with an entry an
 * axis. An index map, which costs nothing: pooling is a reduction over k.
 *
 * @param taps elements of a window, one entry an axis
 * @param slides one entry an axis
 */
public record Windows(List<Integer> taps, List<Sliding> slides) implements Operation {
    public Windows {
        taps = List.copyOf(taps);
        slides = List.copyOf(slides);
    }

    @Override
    public String name() {
        return "windows";
    }

    @Override
    public String attributes() {
        return "[taps=" + taps + ", strides=" + Sliding.strides(slides) + ", dilations=" + Sliding.dilations(slides)
                + "]";
    }

    @Override
    public TensorType infer(List<TensorType> inputs) {
        TensorType x = inputs.get(0);
        return new TensorType(x.element(), new Shape(shape(x.shape().sizes())));
    }

    private List<Size> shape(List<Size> x) {
        int leading = x.size() - slides.size();
        var sizes = new ArrayList<>(x.subList(0, leading));
        for (int i = 0; i < slides.size(); i++) {
            sizes.add(slides.get(i).positions(x.get(leading + i), Size.of(taps.get(i))));
        }
        taps.forEach(tap -> sizes.add(Size.of(tap)));
        return sizes;
    }

    @Override
    public List<Node> vjp(Node node, Node cotangent) {
        Shape x = node.input(0).shape();
        List<Size> seen = x.sizes().subList(x.rank() - slides.size(), x.rank());
        return List.of(Ops.at(node.origin()).node(new Overlap(seen, slides), cotangent));
    }

    @Override
    public Lowering lowering(Node node) {
        int leading = node.shape().rank() - 2 * slides.size();
        return new Lowering.Elementwise((inputs, index) -> {
            var seen = new ArrayList<>(index.subList(0, leading));
            for (int i = 0; i < slides.size(); i++) {
                seen.add(slides.get(i).at(index.get(leading + i), index.get(leading + slides.size() + i)));
            }
            return inputs.read(0, seen);
        });
    }

    @Override
    public Tensor evaluate(Node node, List<Tensor> inputs, Evaluation evaluation) {
        return Tensors.fill(node, evaluation, index -> inputs.get(0).get(seen(index, slides)));
    }

    /** The element that a tap of a window lies on. */
    static int[] seen(int[] index, List<Sliding> slides) {
        int leading = index.length - 2 * slides.size();
        return IntStream.range(0, leading + slides.size())
                .map(axis -> axis < leading
                        ? index[axis]
                        : slides.get(axis - leading).at(index[axis], index[axis + slides.size()]))
                .toArray();
    }
}
