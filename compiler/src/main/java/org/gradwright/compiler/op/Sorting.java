// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import java.util.ArrayList;
import java.util.List;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;

/**
 * Orders along an axis. The place of an element is the number of those that come before it, so that sorting is static and
 * works in any number of lanes and threads; it costs the square of the axis.
 */
public final class Sorting {
    private final Ops ops;

    private Sorting(Ops ops) {
        this.ops = ops;
    }

    /** Nodes with the origin of {@code ops}. */
    public static Sorting with(Ops ops) {
        return new Sorting(ops);
    }

    /**
     * The indices of the first elements in order, {@code i32}; of equal elements the one with the smaller index comes first.
     *
     * @param count how many; the whole axis or less
     * @throws org.gradwright.compiler.graph.TypeError when the axis has fewer
     */
    public Node order(Node x, int axis, Size count, boolean descending) {
        int along = x.shape().axis(axis);
        Size size = x.shape().size(along);
        Node places = places(x, along, descending);
        Shape grid = square(x.shape(), along, count, size);
        Node isHere = ops.equal(ops.iota(grid, along), ops.expandDims(places, along));
        Node index = ops.toReal(ops.iota(grid, along + 1));
        return ops.toI32(ops.sum(ops.where(isHere, index, ops.constant(0)), List.of(along + 1), false));
    }

    /** How many elements come before each. */
    private Node places(Node x, int axis, boolean descending) {
        Size size = x.shape().size(axis);
        Node own = ops.expandDims(x, axis + 1);
        Node other = ops.expandDims(x, axis);
        Node smaller = descending ? ops.less(own, other) : ops.less(other, own);
        Shape grid = square(x.shape(), axis, size, size);
        Node isEarlier = ops.less(ops.iota(grid, axis + 1), ops.iota(grid, axis));
        Node before = ops.or(smaller, ops.and(ops.equal(other, own), isEarlier));
        return ops.toI32(ops.sum(before, List.of(axis + 1), false));
    }

    /** A shape of ones with two axes in the place of one. */
    private static Shape square(Shape x, int axis, Size rows, Size columns) {
        var sizes = new ArrayList<Size>(java.util.Collections.nCopies(x.rank() + 1, Size.ONE));
        sizes.set(axis, rows);
        sizes.set(axis + 1, columns);
        return new Shape(sizes);
    }
}
