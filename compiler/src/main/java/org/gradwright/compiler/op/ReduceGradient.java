// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import java.util.ArrayList;
import java.util.List;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;

/** The derivatives of reductions. */
final class ReduceGradient {
    private final Ops ops;
    private final Node x;
    private final List<Integer> axes;
    private final Shape kept;

    private ReduceGradient(Reduce reduce, Node node) {
        this.ops = Ops.at(node.origin());
        this.x = node.input(0);
        this.axes = reduce.axes();
        this.kept = Axes.reduced(x.shape(), axes, true);
    }

    /** Of the operand; null where no gradient passes. */
    static Node of(Reduce reduce, Node node, Node cotangent) {
        var gradient = new ReduceGradient(reduce, node);
        return switch (reduce.kind()) {
            case SUM -> gradient.ofSum(cotangent);
            case MAX, MIN -> gradient.ofExtreme(node, cotangent);
            case PROD -> gradient.ofProduct(cotangent);
        };
    }

    private Node ofSum(Node cotangent) {
        return ops.broadcastTo(ops.reshape(cotangent, kept), x.shape());
    }

    /** The tied share equally. */
    private Node ofExtreme(Node node, Node cotangent) {
        Node tied = ops.equal(x, ops.reshape(node, kept));
        Node share = ops.div(ops.reshape(cotangent, kept), ops.sum(ops.toReal(tied), axes, true));
        return ops.where(tied, share, ops.constant(0));
    }

    /** Each element gets the product of the others: a quotient would fail at zeros, and be wrong twice derived. */
    private Node ofProduct(Node cotangent) {
        var order = new ArrayList<>(Axes.without(x.shape().rank(), axes));
        order.addAll(axes);
        var last = new Transpose(order);
        Node turned = ops.transpose(x, order);
        Node others = ops.reshape(productOfOthers(turned), turned.shape());
        return ops.mul(ops.reshape(cotangent, kept), ops.transpose(others, last.inverse()));
    }

    /** Over the trailing axes together; the result has them as one. */
    private Node productOfOthers(Node turned) {
        int outer = turned.shape().rank() - axes.size();
        Size count = turned.shape().product(outer, turned.shape().rank());
        var sizes = new ArrayList<>(turned.shape().sizes().subList(0, outer));
        sizes.add(count);
        Node rows = ops.reshape(turned, new Shape(sizes));
        boolean isLong = count.isKnown() && count.known() > 2 * Reductions.BLOCK;
        return isLong ? beforeAndAfter(rows, outer) : inSquare(rows, outer, count);
    }

    /** The product of those before times that of those after. */
    private Node beforeAndAfter(Node rows, int axis) {
        Node before = Reductions.cumulative(ops, Reduce.Kind.PROD, rows, axis, false, true);
        Node after = Reductions.cumulative(ops, Reduce.Kind.PROD, rows, axis, true, true);
        return ops.mul(before, after);
    }

    private Node inSquare(Node rows, int axis, Size count) {
        Shape square = Shape.of(count, count);
        Node own = ops.equal(ops.iota(square, 0), ops.iota(square, 1));
        return ops.prod(ops.where(own, ops.constant(1), ops.expandDims(rows, axis)), List.of(axis + 1), false);
    }
}
