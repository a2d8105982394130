// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
 * Windows put back where they were taken from, and added where they overlap: {@code y[..., h] =} the sum of
 * {@code x[..., i, k]} over all positions i and taps k with {@code stride i + dilation k = h}. The transpose of
 * {@link Windows}.
 *
 * @param sizes of the axes that the windows slide along
 * @param slides one entry an axis
 */
public record Overlap(List<Size> sizes, List<Sliding> slides) implements Operation {
    public Overlap {
        sizes = List.copyOf(sizes);
        slides = List.copyOf(slides);
    }

    @Override
    public String name() {
        return "overlap";
    }

    @Override
    public String attributes() {
        return "[sizes=" + new Shape(sizes) + ", strides=" + Sliding.strides(slides) + ", dilations="
                + Sliding.dilations(slides) + "]";
    }

    @Override
    public Overlap fix(Map<String, ? extends Number> free) {
        return new Overlap(sizes.stream().map(size -> size.fix(free)).toList(), slides);
    }

    @Override
    public TensorType infer(List<TensorType> inputs) {
        TensorType x = inputs.get(0);
        int leading = x.rank() - 2 * slides.size();
        if (!x.isReal() || leading < 0) {
            throw new TypeError("`overlap` takes real windows with " + 2 * slides.size() + " axes or more, not " + x);
        }
        for (int i = 0; i < slides.size(); i++) {
            Size positions = slides.get(i).positions(sizes.get(i), x.shape().size(leading + slides.size() + i));
            if (!positions.equals(x.shape().size(leading + i))) {
                throw new TypeError("`overlap` into " + sizes.get(i) + " takes " + positions + " windows: " + x);
            }
        }
        var result = new ArrayList<>(x.shape().sizes().subList(0, leading));
        result.addAll(sizes);
        return TensorType.real(new Shape(result));
    }

    @Override
    public List<Node> vjp(Node node, Node cotangent) {
        List<Integer> taps = taps(node).stream().map(size -> (int) size.known()).toList();
        return List.of(Ops.at(node.origin()).node(new Windows(taps, slides), cotangent));
    }

    private List<Size> taps(Node node) {
        Shape x = node.input(0).shape();
        return x.sizes().subList(x.rank() - slides.size(), x.rank());
    }

    @Override
    public Lowering lowering(Node node) {
        return isDisjoint(node) ? disjoint(node) : folded(node);
    }

    private boolean isDisjoint(Node node) {
        List<Size> taps = taps(node);
        for (int i = 0; i < slides.size(); i++) {
            if (!slides.get(i).isDisjoint(taps.get(i).known())) {
                return false;
            }
        }
        return true;
    }

    /** Each element is in one window at most. */
    private Lowering disjoint(Node node) {
        return new Lowering.Elementwise((inputs, index) -> {
            var places = new ArrayList<Place>();
            for (int i = 0; i < slides.size(); i++) {
                Expr element = index.get(leading(node) + i);
                if (isSame(node, i)) {
                    places.add(same(element));
                    continue;
                }
                Expr stride = Expr.whole(slides.get(i).stride());
                Expr tap = Expr.call(Fn.MOD, element, stride);
                places.add(place(node, i, Expr.call(Fn.DIV, element, stride), tap, inside(node, i, tap)));
            }
            return chosen(node, inputs, index, places);
        });
    }

    private Expr inside(Node node, int i, Expr tap) {
        boolean all = taps(node).get(i).known() == slides.get(i).stride();
        return all ? new Expr.Truth(true) : tap.lessThan(taps(node).get(i).expr());
    }

    private Lowering folded(Node node) {
        Lowering.Fold.Step step = (inputs, outer, inner, accumulators) -> {
            var places = new ArrayList<Place>();
            for (int i = 0; i < slides.size(); i++) {
                Sliding slide = slides.get(i);
                if (isSame(node, i)) {
                    places.add(same(outer.get(leading(node) + i)));
                    continue;
                }
                Expr offset = outer.get(leading(node) + i).minus(inner.get(i).times(slide.dilation()));
                Expr first = Indices.atLeastZero(offset);
                Expr stride = Expr.whole(slide.stride());
                Expr onGrid = slide.stride() == 1
                        ? new Expr.Truth(true)
                        : Expr.call(Fn.MOD, first, stride).equalTo(Expr.whole(0));
                Expr position = slide.stride() == 1 ? first : Expr.call(Fn.DIV, first, stride);
                Expr valid = Expr.call(Fn.AND, Expr.whole(0).atMost(offset), onGrid);
                places.add(place(node, i, position, inner.get(i), valid));
            }
            return List.of(accumulators.get(0).plus(chosen(node, inputs, outer, places)));
        };
        return new Lowering.Fold(taps(node), List.of(Expr.real(0)), step, 0);
    }

    /** Whether each element of an axis is a window. */
    private boolean isSame(Node node, int i) {
        return taps(node).get(i).is(1) && slides.get(i).stride() == 1;
    }

    private static Place same(Expr element) {
        return new Place(element, Expr.whole(0), new Expr.Truth(true));
    }

    /** A position and a tap along an axis, if there is such a window. */
    private record Place(Expr position, Expr tap, Expr exists) {}

    /** @param valid whether the element is on this tap */
    private Place place(Node node, int i, Expr position, Expr tap, Expr valid) {
        Size positions = node.input(0).shape().size(leading(node) + i);
        boolean covers = sizes.get(i).equals(positions.times(slides.get(i).stride())) && isDisjoint(node);
        if (covers) {
            return new Place(position, Indices.below(tap, taps(node).get(i)), valid);
        }
        Expr exists = Expr.call(Fn.AND, valid, position.lessThan(positions.expr()));
        return new Place(
                Indices.below(position, positions),
                Indices.below(tap, taps(node).get(i)),
                exists);
    }

    private Expr chosen(Node node, Lowering.Reader inputs, List<Expr> index, List<Place> places) {
        var at = new ArrayList<>(index.subList(0, leading(node)));
        places.forEach(place -> at.add(place.position()));
        places.forEach(place -> at.add(place.tap()));
        Expr exists = places.stream()
                .map(Place::exists)
                .reduce((a, b) -> Expr.call(Fn.AND, a, b))
                .orElseThrow();
        return exists.select(inputs.read(0, at), Expr.real(0));
    }

    private int leading(Node node) {
        return node.shape().rank() - slides.size();
    }

    @Override
    public Tensor evaluate(Node node, List<Tensor> inputs, Evaluation evaluation) {
        Tensor x = inputs.get(0);
        Tensor result = Tensors.fill(node, evaluation, index -> 0);
        for (int i = 0; i < x.data().length; i++) {
            result.data()[result.position(Windows.seen(x.index(i), slides))] += x.data()[i];
        }
        return result;
    }
}
