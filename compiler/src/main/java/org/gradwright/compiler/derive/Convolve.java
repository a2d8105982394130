// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.derive;

import java.util.ArrayList;
import java.util.List;
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

/** Filters {@code [filters, channels, ...]} slid along images {@code [examples, channels, ...]}, as one operation. */
record Convolve(Sweep sweep) implements Sweeping {
    @Override
    public String name() {
        return "convolution";
    }

    @Override
    public TensorType infer(List<TensorType> inputs) {
        Ops ops = Ops.at(Origin.NONE);
        return convolved(ops, ops.hole("x", inputs.get(0)), ops.hole("w", inputs.get(1)))
                .type();
    }

    @Override
    public List<Node> vjp(Node node, Node cotangent) {
        Ops g = Ops.at(node.origin());
        return List.of(
                g.node(new TransposedConvolve(sweep), cotangent, node.input(1)),
                g.node(new FilterGradient(sweep, node.input(1).shape()), node.input(0), cotangent));
    }

    @Override
    public Node expanded(Node node) {
        return convolved(Ops.at(node.origin()), node.input(0), node.input(1));
    }

    /** The same by the compiler's operations. */
    Node convolved(Ops ops, Node x, Node w) {
        return Images.with(ops).convolve(x, w, sweep.slides(), sweep.padding(), sweep.groups());
    }

    @Override
    public Formula notation(Node node, List<Formula> operands) {
        return Formulas.slid(Formulas.core(operands.get(0)), operands.get(1));
    }

    @Override
    public Relation element(Node node, List<Formula> operands, Formula own) {
        Shape filters = node.input(1).shape();
        var indices = new ArrayList<>(List.of(new Index("c", filters.size(1).toString())));
        indices.addAll(sweep.taps(filters));
        Formula seen = new Element(operands.get(0), sweep.index(Sweep.EXAMPLE, sweep.channelOf(filters), sweep::seen));
        Formula weight = new Element(operands.get(1), sweep.index(Sweep.FILTER, Sweep.CHANNEL, Sweep::tap));
        return new Relation(
                new Element(own, sweep.index(Sweep.EXAMPLE, Sweep.FILTER, Sweep::position)),
                "=",
                new Folded("Σ", indices, Formulas.product(seen, weight)));
    }
}
