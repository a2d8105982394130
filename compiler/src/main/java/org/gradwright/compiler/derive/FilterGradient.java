// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.derive;

import java.util.ArrayList;
import java.util.List;
import org.gradwright.compiler.autodiff.Gradients;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.notation.Formula;
import org.gradwright.compiler.notation.Formula.Element;
import org.gradwright.compiler.notation.Formula.Folded;
import org.gradwright.compiler.notation.Formula.Index;
import org.gradwright.compiler.notation.Formula.Relation;
import org.gradwright.compiler.notation.Formulas;
import org.gradwright.compiler.op.Ops;

/**
 * What the filters of a convolution get: the images, correlated with the derivative of the result, over all examples.
 *
 * @param filters the shape of the filters
 */
record FilterGradient(Sweep sweep, Shape filters) implements Sweeping {
    @Override
    public String name() {
        return "filter_gradient";
    }

    @Override
    public TensorType infer(List<TensorType> inputs) {
        return TensorType.real(filters);
    }

    /** @throws IllegalStateException always: a derivation takes first derivatives, in which it appears */
    @Override
    public List<Node> vjp(Node node, Node cotangent) {
        throw new IllegalStateException("a derivative by filters is not derived again");
    }

    /** A convolution is linear in its filters, so that its derivative has none. */
    @Override
    public Node expanded(Node node) {
        Ops ops = Ops.at(node.origin());
        Node w = ops.hole("filters", TensorType.real(filters));
        Node y = new Convolve(sweep).convolved(ops, node.input(0), w);
        return Gradients.of(y, List.of(w), node.input(1)).get(0);
    }

    @Override
    public Formula notation(Node node, List<Formula> operands) {
        List<Formula> one = List.of(Sweep.EXAMPLE);
        Formula each = Formulas.slid(new Element(operands.get(0), one), new Element(operands.get(1), one));
        return new Folded("Σ", List.of(examples(node)), each);
    }

    private static Index examples(Node node) {
        return new Index("i", node.input(0).shape().size(0).toString());
    }

    @Override
    public Relation element(Node node, List<Formula> operands, Formula own) {
        var indices = new ArrayList<>(List.of(examples(node)));
        indices.addAll(sweep.positions(node.input(1).shape()));
        Formula seen = new Element(operands.get(0), sweep.index(Sweep.EXAMPLE, sweep.channelOf(filters), sweep::seen));
        Formula given = new Element(operands.get(1), sweep.index(Sweep.EXAMPLE, Sweep.FILTER, Sweep::position));
        return new Relation(
                new Element(own, sweep.index(Sweep.FILTER, Sweep.CHANNEL, Sweep::tap)),
                "=",
                new Folded("Σ", indices, Formulas.product(seen, given)));
    }
}
