// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Fn;
import org.gradwright.compiler.kernel.Givens;

/**
 * A part of an axis, and how one loop runs through it.
 *
 * @param step how far the loop goes on, in elements or in vectors
 * @param vectors whether the step counts vectors
 * @param offsets what the elements (or vectors) of one iteration add to the loop's index
 * @param turns how many turns of a sum's loop are taken at a time
 */
record Strip(Expr from, Expr to, int step, boolean vectors, List<Expr> offsets, int turns) {
    /** Element by element, or several elements side by side. */
    static Strip elements(Expr from, Expr to, int step) {
        return new Strip(from, to, step, false, LoopBuilder.neighbours(step), 1);
    }

    /** Vector by vector, or several vectors side by side. */
    static Strip vectors(Expr from, Expr to, int count) {
        var offsets = IntStream.range(0, count)
                .mapToObj(u -> Givens.lanes().times(Expr.whole(u)).plus(Givens.lane()))
                .toList();
        return new Strip(from, to, count, true, offsets, 1);
    }

    /**
     * Tiles of falling height, each taking what the one before has left.
     *
     * @param heights falling; the last is 1, unless the one before leaves nothing
     */
    static List<Strip> tiles(Expr from, Expr to, List<Height> heights) {
        var strips = new ArrayList<Strip>();
        Expr next = from;
        for (Height height : heights) {
            Expr end = next.plus(height.whole(to.minus(next)));
            int rows = height.rows();
            strips.add(new Strip(next, end, rows, false, LoopBuilder.neighbours(rows), height.turns()));
            next = end;
        }
        return strips;
    }

    /**
     * The height of a tile.
     *
     * @param turns how many turns of a sum's loop are taken at a time
     * @param machine the condition under which it is used; tall tiles need many vector registers
     */
    record Height(int rows, int turns, Expr machine) {
        /** For all machines. */
        Height(int rows) {
            this(rows, 1, new Expr.Truth(true));
        }

        boolean isTall() {
            return machine instanceof Expr.Given;
        }

        /**
         * How much of a count whole tiles take. A JIT that knows the rows of a tile with two turns loads what is broadcast
         * before what is in the lanes, and has no register left for one of the sums: so it is not to know them.
         */
        Expr whole(Expr count) {
            Expr whole = Strip.whole(count, Expr.whole(rows));
            Expr some = isTall() ? machine.select(whole, Expr.whole(0)) : whole;
            return turns > 1 ? some.times(Givens.one()) : some;
        }
    }

    /** The largest multiple of a step within a size. */
    static Expr whole(Expr size, Expr step) {
        return step instanceof Expr.Whole w && w.value() == 1 ? size : size.minus(Expr.call(Fn.MOD, size, step));
    }
}
