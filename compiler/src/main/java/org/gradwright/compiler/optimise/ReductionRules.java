// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.optimise;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.op.BroadcastTo;
import org.gradwright.compiler.op.Ops;
import org.gradwright.compiler.op.Reduce;

/** Rules of reductions; each answers null where it does not apply. */
final class ReductionRules {
    private ReductionRules() {}

    /** Along axes of size 1 there is nothing to reduce. */
    static Node ofSingleElements(Node node, Ops g) {
        return node.operation() instanceof Reduce reduce
                        && reduce.axes().stream()
                                .allMatch(
                                        axis -> node.input(0).shape().size(axis).is(1))
                ? g.reshape(node.input(0), node.shape())
                : null;
    }

    /** The sum of n copies is n times one of them; their largest or smallest is one of them. */
    static Node ofCopies(Node node, Ops g) {
        if (!(node.operation() instanceof Reduce reduce)
                || !(node.input(0).operation() instanceof BroadcastTo)
                || reduce.kind() == Reduce.Kind.PROD
                || !node.type().isReal()) {
            return null;
        }
        Node x = node.input(0).input(0);
        Shape spread = node.input(0).shape();
        Shape full = aligned(x.shape(), spread.rank());
        if (!reduce.axes().stream().allMatch(axis -> full.size(axis).is(1))) {
            return null;
        }
        Size copies = reduce.axes().stream().map(spread::size).reduce(Size.ONE, Size::times);
        Node one = g.broadcastTo(g.reshape(x, reduced(full, reduce)), node.shape());
        return reduce.kind() == Reduce.Kind.SUM ? g.mul(one, g.size(copies)) : one;
    }

    /** With leading axes of size 1 up to a rank. */
    private static Shape aligned(Shape shape, int rank) {
        var sizes = new ArrayList<Size>(java.util.Collections.nCopies(rank - shape.rank(), Size.ONE));
        sizes.addAll(shape.sizes());
        return new Shape(sizes);
    }

    /** Without the reduced axes, unless they are kept; they have size 1 already. */
    private static Shape reduced(Shape full, Reduce reduce) {
        return reduce.keep()
                ? full
                : new Shape(IntStream.range(0, full.rank())
                        .filter(axis -> !reduce.axes().contains(axis))
                        .mapToObj(full::size)
                        .toList());
    }

    /** The sum of negated values is the negated sum, which has fewer elements. */
    static Node ofNegated(Node node, Ops g) {
        return Match.reduction(node, Reduce.Kind.SUM).isPresent() && Match.is(node.input(0), "neg")
                ? g.neg(node.withInputs(List.of(node.input(0).input(0))))
                : null;
    }

    /** A reduction of a reduction of the same kind is one, over the axes of both. */
    static Node ofReduction(Node node, Ops g) {
        if (!(node.operation() instanceof Reduce outer)
                || !(node.input(0).operation() instanceof Reduce inner)
                || inner.kind() != outer.kind()) {
            return null;
        }
        Node x = node.input(0).input(0);
        List<Integer> left = IntStream.range(0, x.shape().rank())
                .filter(axis -> inner.keep() || !inner.axes().contains(axis))
                .boxed()
                .toList();
        var axes = new ArrayList<>(inner.axes());
        outer.axes().stream()
                .map(left::get)
                .filter(axis -> !axes.contains(axis))
                .forEach(axes::add);
        Node all = g.node(new Reduce(outer.kind(), axes.stream().sorted().toList(), false), x);
        return g.reshape(all, node.shape());
    }
}
