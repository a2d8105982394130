// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import java.util.ArrayList;
import java.util.List;
import org.gradwright.compiler.graph.Lowering;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.kernel.Expr;

/** One node that is computed as a whole. */
final class Unit {
    private final Node node;
    private final boolean copy;
    private final Lowering lowering;
    private final List<Size> space;

    /**
     * A unit.
     *
     * @param node what is computed
     * @param copy whether the unit copies the node's memory elsewhere instead of computing it
     */
    Unit(Node node, boolean copy) {
        this.node = node;
        this.copy = copy;
        this.lowering = node.operation().lowering(node);
        this.space = node.shape().sizes().stream().filter(s -> !s.is(1)).toList();
    }

    Node node() {
        return node;
    }

    boolean copy() {
        return copy;
    }

    Lowering lowering() {
        return lowering;
    }

    boolean isFold() {
        return !copy && lowering instanceof Lowering.Fold;
    }

    boolean isScatter() {
        return !copy && lowering instanceof Lowering.Scatter;
    }

    /** Whether the value is what a loop leaves behind. */
    boolean isRepeat() {
        return !copy && lowering instanceof Lowering.Repeated;
    }

    /** The sizes of the loops over the node's elements: its axes longer than 1. */
    List<Size> space() {
        return space;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Unit unit && node == unit.node && copy == unit.copy;
    }

    @Override
    public int hashCode() {
        return node.hashCode();
    }

    /** The node's index, given one expression for each axis of {@link #space}. */
    List<Expr> index(List<Expr> outer) {
        return spread(node.shape().sizes(), outer);
    }

    /** One expression an axis: 0 where the size is 1, else the next of {@code indices}. */
    static List<Expr> spread(List<Size> sizes, List<? extends Expr> indices) {
        var index = new ArrayList<Expr>();
        int next = 0;
        for (Size size : sizes) {
            index.add(size.is(1) ? Expr.whole(0) : indices.get(next++));
        }
        return index;
    }
}
