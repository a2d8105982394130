// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.derive;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Origin;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.notation.Formula;
import org.gradwright.compiler.notation.Formula.Element;
import org.gradwright.compiler.notation.Formula.Folded;
import org.gradwright.compiler.notation.Formula.Index;
import org.gradwright.compiler.notation.Formula.Relation;
import org.gradwright.compiler.notation.Formulas;
import org.gradwright.compiler.op.Images;
import org.gradwright.compiler.op.Ops;

/**
 * The transpose of a convolution, which is its derivative by the images: from {@code [examples, filters, ...]} to {@code
 * [examples, channels, ...]}.
 */
record TransposedConvolve(Sweep sweep) implements Sweeping {
    @Override
    public String name() {
        return "transposed_convolution";
    }

    @Override
    public TensorType infer(List<TensorType> inputs) {
        Ops ops = Ops.at(Origin.NONE);
        return spread(ops, ops.hole("x", inputs.get(0)), ops.hole("w", inputs.get(1)))
                .type();
    }

    @Override
    public List<Node> vjp(Node node, Node cotangent) {
        Ops g = Ops.at(node.origin());
        return List.of(
                g.node(new Convolve(sweep), cotangent, node.input(1)),
                g.node(new FilterGradient(sweep, node.input(1).shape()), cotangent, node.input(0)));
    }

    @Override
    public Node expanded(Node node) {
        return spread(Ops.at(node.origin()), node.input(0), node.input(1));
    }

    private Node spread(Ops ops, Node x, Node w) {
        return Images.with(ops)
                .convolveTransposed(x, w, sweep.slides(), sweep.padding(), sweep.beyond(), sweep.groups());
    }

    @Override
    public Formula notation(Node node, List<Formula> operands) {
        return Formulas.spread(Formulas.core(operands.get(0)), operands.get(1));
    }

    /** With a stride of 1 the places are known; otherwise the sum chooses those that a filter has seen. */
    @Override
    public Relation element(Node node, List<Formula> operands, Formula own) {
        Shape filters = node.input(1).shape();
        Shape given = node.input(0).shape();
        long each = filters.size(0).known() / sweep.groups();
        var indices = new ArrayList<>(List.of(new Index("f", Long.toString(each))));
        sweep.positions(given).stream()
                .filter(i -> sweep.stride(sweep.positions(given).indexOf(i)) > 1)
                .forEach(indices::add);
        indices.addAll(sweep.taps(filters));
        Formula filter = sweep.filterOf(filters);
        Formula value = new Element(operands.get(0), sweep.index(Sweep.EXAMPLE, filter, this::place));
        Formula weight = new Element(operands.get(1), sweep.index(filter, sweep.channelIn(filters), Sweep::tap));
        Formula product = IntStream.range(0, sweep.axes())
                .map(axis -> sweep.axes() - 1 - axis)
                .filter(axis -> sweep.stride(axis) > 1)
                .mapToObj(axis -> Formulas.truth(new Relation(sweep.seen(axis), "=", Sweep.source(axis))))
                .reduce(Formulas.product(value, weight), (all, met) -> Formulas.product(met, all));
        return new Relation(
                new Element(own, sweep.index(Sweep.EXAMPLE, Sweep.CHANNEL, Sweep::source)),
                "=",
                new Folded("Σ", indices, product));
    }

    private Formula place(int axis) {
        return sweep.stride(axis) > 1 ? Sweep.position(axis) : sweep.seeing(axis);
    }
}
