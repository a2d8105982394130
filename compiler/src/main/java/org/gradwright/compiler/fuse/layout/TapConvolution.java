// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gradwright.compiler.graph.Evaluation;
import org.gradwright.compiler.graph.Lowering;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Operation;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Fn;

/**
 * The convolution of {@code x [groups, channels, ..., examples]} with {@code w [groups, filters, channels, ...]}, examples last,
 * which leaves out the taps that lie on zeros around and between the elements of x. One loop runs through the taps of all axes,
 * the one inside through the channels: JDK 17 does not keep the sums in registers across several loops whose lengths differ
 * from element to element.
 *
 * @param ranges one for each axis that the filters slide along
 */
record TapConvolution(List<TapRange> ranges) implements Operation {
    TapConvolution {
        ranges = List.copyOf(ranges);
    }

    @Override
    public String name() {
        return "convolution";
    }

    @Override
    public TensorType infer(List<TensorType> inputs) {
        Shape x = inputs.get(0).shape();
        var sizes = new ArrayList<>(inputs.get(1).shape().sizes().subList(0, 2));
        ranges.forEach(r -> sizes.add(Size.of(r.positions())));
        sizes.add(x.size(x.rank() - 1));
        return TensorType.real(new Shape(sizes));
    }

    @Override
    public List<Node> vjp(Node node, Node cotangent) {
        throw new IllegalStateException("convolutions are differentiated before kernels are made");
    }

    @Override
    public Lowering lowering(Node node) {
        int taps = ranges.stream().mapToInt(TapRange::taps).reduce(1, Math::multiplyExact);
        Size channels = node.input(0).shape().size(1);
        var extents = List.of(Size.of(taps), channels);
        Lowering.Fold.Turns turns = outer ->
                at(outer).stream().map(TapRange.Taps::count).reduce(Expr::times).orElseThrow();
        boolean complete = ranges.stream().allMatch(TapRange::isComplete);
        return new Lowering.Fold(
                extents, List.of(Expr.real(0)), this::step, 0, complete ? Optional.empty() : Optional.of(turns));
    }

    private List<TapRange.Taps> at(List<Expr> outer) {
        var taps = new ArrayList<TapRange.Taps>();
        for (int axis = 0; axis < ranges.size(); axis++) {
            taps.add(ranges.get(axis).at(outer.get(2 + axis)));
        }
        return taps;
    }

    private List<Expr> step(Lowering.Reader inputs, List<Expr> outer, List<Expr> inner, List<Expr> accumulators) {
        List<TapRange.Taps> taps = at(outer);
        List<Expr> numbers = numbers(taps, inner.get(0));
        Expr group = outer.get(0);
        Expr channel = inner.get(1);
        var element = new ArrayList<>(List.of(group, channel));
        var weight = new ArrayList<>(List.of(group, outer.get(1), channel));
        for (int axis = 0; axis < ranges.size(); axis++) {
            TapRange range = ranges.get(axis);
            element.add(range.element(taps.get(axis), outer.get(2 + axis), numbers.get(axis)));
            weight.add(range.tap(taps.get(axis), numbers.get(axis)));
        }
        element.add(outer.get(outer.size() - 1));
        return List.of(Expr.call(Fn.FMA, inputs.read(1, weight), inputs.read(0, element), accumulators.get(0)));
    }

    /** The numbers of the taps along each axis, the last the fastest, from one number of all. */
    private static List<Expr> numbers(List<TapRange.Taps> taps, Expr number) {
        var numbers = new ArrayList<Expr>();
        Expr rest = number;
        for (int axis = taps.size() - 1; axis > 0; axis--) {
            Expr count = taps.get(axis).count();
            numbers.add(0, Expr.call(Fn.MOD, rest, count));
            rest = Expr.call(Fn.DIV, rest, count);
        }
        numbers.add(0, rest);
        return numbers;
    }

    @Override
    public Tensor evaluate(Node node, List<Tensor> inputs, Evaluation evaluation) {
        throw new IllegalStateException("the interpreter evaluates convolutions before kernels are made");
    }
}
