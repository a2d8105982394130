// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Expr.Local;
import org.gradwright.compiler.kernel.Fn;
import org.gradwright.compiler.kernel.Scalar;
import org.gradwright.compiler.kernel.Sharing;
import org.gradwright.compiler.kernel.Stmt;

/**
 * Writes the loop nest of a group. Loops along which a fold uses its operands again are unrolled and jammed: several
 * elements are computed side by side, each with an accumulator of its own, so that the order of the additions of one element
 * is always that of the inner loop.
 */
final class LoopBuilder {
    private static final int TILE = 4;

    /** As many floats as a line of cache has. */
    static final int BAND = 16;

    private static final Local BLOCK = new Local("block", Scalar.INT);

    private final Group group;
    private final Nest nest;
    private final Part part;
    private final Tile tile;

    /** @param part what a call computes */
    LoopBuilder(Nest nest, Part part) {
        this.nest = nest;
        this.group = nest.group();
        this.part = part;
        this.tile = nest.scalars();
    }

    /** The nodes whose model lines the loops compute. */
    Set<Node> computed() {
        return tile.lowerer().visited();
    }

    List<Stmt> build() {
        return Sharing.apply(tile.indices().table(), statements());
    }

    private List<Stmt> statements() {
        Unit first = group.units().get(0);
        if (first.isScatter()) {
            return new ScatterBuilder(first, nest.targets(first).get(0), tile.indices(), tile.lowerer()).build();
        }
        if (nest.flat()) {
            return flat();
        }
        List<Stmt> loops =
                loops(0, new Expr[group.space().size()], new int[group.space().size()]);
        return group.isTransposition() ? blocks(loops) : loops;
    }

    /** A transposition goes through a band of columns, so that a line of cache is used up before it is pushed out. */
    private List<Stmt> blocks(List<Stmt> loops) {
        Bounds columns = bounds(group.space().size() - 1);
        return List.of(new Stmt.For(BLOCK, columns.from(), columns.to(), BAND, loops));
    }

    private Bounds bounds(int axis) {
        return part.bounds(axis, group.space().get(axis));
    }

    /** Of the last axis of a transposition, the columns of one band. */
    private Bounds inner(int axis) {
        boolean banded = axis == group.space().size() - 1 && group.isTransposition();
        Expr end = Expr.call(Fn.MIN, BLOCK.plus(Expr.whole(BAND)), bounds(axis).to());
        return banded ? new Bounds(BLOCK, end) : bounds(axis);
    }

    /** One loop over all elements: the form that a JIT vectorises best. */
    private List<Stmt> flat() {
        Local local = Indices.outer(0);
        Bounds all = part.bounds(0, group.units().get(0).node().shape().count());
        return List.of(new Stmt.For(local, all.from(), all.to(), 1, tile.flat(local)));
    }

    /** The offsets 0, 1, ... of elements side by side. */
    static List<Expr> neighbours(int count) {
        return IntStream.range(0, count).mapToObj(Expr::whole).toList();
    }

    // ---- loops over the elements

    private List<Stmt> loops(int level, Expr[] index, int[] unroll) {
        if (level == index.length) {
            return tile.at(
                    index,
                    Arrays.stream(unroll).mapToObj(LoopBuilder::neighbours).toList());
        }
        int axis = order(group).get(level);
        Bounds bounds = inner(axis);
        int factor = factor(axis);
        Local local = Indices.outer(axis);
        index[axis] = local;
        if (factor == 1) {
            unroll[axis] = 1;
            return List.of(new Stmt.For(local, bounds.from(), bounds.to(), 1, loops(level + 1, index, unroll)));
        }
        return unrolled(level, index, unroll, factor);
    }

    private List<Stmt> unrolled(int level, Expr[] index, int[] unroll, int factor) {
        int axis = order(group).get(level);
        Size size = group.space().get(axis);
        Local local = Indices.outer(axis);
        Bounds bounds = bounds(axis);
        Expr end = bounds.whole(Expr.whole(factor));
        var loops = new ArrayList<Stmt>();
        unroll[axis] = factor;
        loops.add(new Stmt.For(local, bounds.from(), end, factor, loops(level + 1, index, unroll)));
        if (!size.isKnown() || size.known() % factor != 0) {
            unroll[axis] = 1;
            loops.add(new Stmt.For(local, end, bounds.to(), 1, loops(level + 1, index, unroll)));
        }
        return loops;
    }

    /** Outermost first. A contraction runs down a panel of columns before it takes the next, so that the panel stays in cache. */
    static List<Integer> order(Group group) {
        var order =
                new ArrayList<>(IntStream.range(0, group.space().size()).boxed().toList());
        int[] axes = group.contractionAxes();
        if (axes != null) {
            order.remove((Integer) axes[1]);
            order.add(order.indexOf(axes[0]), axes[1]);
        }
        return order;
    }

    private int factor(int axis) {
        if (group.folds().isEmpty() || group.size() * (TILE + 1) > Grouping.LONGEST) {
            return 1;
        }
        int[] axes = group.contractionAxes();
        boolean reused = axes != null
                ? axis == axes[0] || axis == axes[1]
                : axis == group.space().size() - 1;
        Size size = group.space().get(axis);
        return !reused ? 1 : size.isKnown() ? (int) Math.min(TILE, size.known()) : TILE;
    }
}
