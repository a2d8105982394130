// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;

/** Reductions and what is composed of them. */
final class Reductions {
    /** How many elements are combined directly. */
    static final int BLOCK = 16;

    private Reductions() {}

    static Node reduce(Ops ops, Reduce.Kind kind, Node x, List<Integer> axes, boolean keep) {
        List<Integer> normal = Axes.normal(x.shape(), axes);
        Node numbers = kind == Reduce.Kind.SUM && x.type().element() == Element.BOOL ? ops.toReal(x) : x;
        return normal.isEmpty() ? numbers : ops.node(new Reduce(kind, normal, keep), numbers);
    }

    /** The number of elements along some axes. */
    static Size count(Node x, List<Integer> axes) {
        return Axes.normal(x.shape(), axes).stream().map(x.shape()::size).reduce(Size.ONE, Size::times);
    }

    static Node variance(Ops ops, Node x, List<Integer> axes, boolean keep, double correction) {
        Node deviation = ops.sub(x, ops.mean(x, axes, true));
        Node divisor = ops.sub(ops.size(count(x, axes)), ops.constant(correction));
        return ops.div(ops.sum(ops.square(deviation), axes, keep), divisor);
    }

    /** The root is taken of 1 where the sum is 0: its slope there is infinite, and infinity times 0 is no gradient. */
    static Node norm(Ops ops, Node x, List<Integer> axes, boolean keep) {
        Node sum = ops.sum(ops.square(x), axes, keep);
        Node zero = ops.constant(0);
        Node isZero = ops.equal(sum, zero);
        return ops.where(isZero, zero, ops.sqrt(ops.where(isZero, ops.constant(1), sum)));
    }

    /** Shifted by the largest entry, unless that is infinite: infinity less itself is no number. */
    static Node logSumExp(Ops ops, Node x, List<Integer> axes, boolean keep) {
        Node largest = ops.stopGradient(ops.max(x, axes, true));
        Node finite = ops.less(ops.abs(largest), ops.constant(Double.POSITIVE_INFINITY));
        Node shift = ops.where(finite, largest, ops.constant(0));
        Node sum = ops.sum(ops.exp(ops.sub(x, shift)), axes, keep);
        return ops.add(ops.log(sum), ops.reshape(shift, sum.shape()));
    }

    /** In time that grows with the axis where its size is known; otherwise, and for short ones, with its square. */
    static Node cumulative(Ops ops, Reduce.Kind kind, Node x, int axis, boolean reverse, boolean exclusive) {
        Size size = x.shape().size(axis);
        boolean isLong = size.isKnown() && size.known() > 2 * BLOCK;
        return isLong
                ? inBlocks(ops, kind, x, axis, reverse, exclusive)
                : inSquare(ops, kind, x, axis, reverse, exclusive);
    }

    /** Within blocks of a few elements, and together with what all blocks before come to. */
    private static Node inBlocks(Ops ops, Reduce.Kind kind, Node x, int axis, boolean reverse, boolean exclusive) {
        long size = x.shape().size(axis).known();
        long blocks = (size + BLOCK - 1) / BLOCK;
        Node whole = ops.pad(x, axis, Size.ZERO, Size.of(blocks * BLOCK - size), neutral(kind));
        var sizes = new ArrayList<>(whole.shape().sizes());
        sizes.set(axis, Size.of(BLOCK));
        sizes.add(axis, Size.of(blocks));
        Node parts = ops.reshape(whole, new Shape(sizes));
        Node within = inSquare(ops, kind, parts, axis + 1, reverse, exclusive);
        Node totals = reduce(ops, kind, parts, List.of(axis + 1), false);
        Node before = ops.expandDims(cumulative(ops, kind, totals, axis, reverse, true), axis + 1);
        Node all = kind == Reduce.Kind.PROD ? ops.mul(within, before) : ops.add(within, before);
        return ops.slice(ops.reshape(all, whole.shape()), axis, Size.ZERO, Size.of(size), 1);
    }

    private static double neutral(Reduce.Kind kind) {
        return kind == Reduce.Kind.PROD ? 1 : 0;
    }

    /** Row i of a square reduces the elements up to i; the square is never stored. */
    private static Node inSquare(Ops ops, Reduce.Kind kind, Node x, int axis, boolean reverse, boolean exclusive) {
        var square = new ArrayList<>(Collections.nCopies(x.shape().rank() - axis + 1, Size.ONE));
        square.set(0, x.shape().size(axis));
        square.set(1, x.shape().size(axis));
        Node own = ops.iota(new Shape(square), 0);
        Node other = ops.iota(new Shape(square), 1);
        Node before = reverse ? own : other;
        Node after = reverse ? other : own;
        Node counts = exclusive ? ops.less(before, after) : ops.lessEqual(before, after);
        Node rows = ops.where(counts, ops.expandDims(x, axis), ops.constant(neutral(kind)));
        return reduce(ops, kind, rows, List.of(axis + 1), false);
    }
}
