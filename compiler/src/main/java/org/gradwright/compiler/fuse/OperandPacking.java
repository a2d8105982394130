// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.gradwright.compiler.graph.Lowering;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nominal;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.kernel.Buffer;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Expr.Local;
import org.gradwright.compiler.kernel.Givens;
import org.gradwright.compiler.kernel.Stmt;

/**
 * Copies the operand that lies in the lanes of a product of matrices, panel by panel, so that a tile reads it from one end to
 * the other. In place, the rows of a panel are as far apart as the matrix is wide: at a power of two they fall into few
 * sets of the cache and push each other out. What is computed on the way into the product is computed once a panel, not
 * once a tile. Where the columns are computed in blocks, a block's panels lie where those of the one before lay: the copy is
 * still in cache when it is written again.
 */
final class OperandPacking {
    /** With fewer rows a panel is not read often enough. */
    private static final double LEAST_ROWS = 24;

    /** A smaller operand stays in the first-level cache as it is. */
    private static final double LEAST_ELEMENTS = 16384;

    private final Group group;
    private final Unit unit;
    private final Size depth;
    private final boolean inBlocks;
    private final BiFunction<Node, Size, Buffer> memory;
    private final Map<Integer, Expr> values = new TreeMap<>();
    private Buffer buffer;
    private int input = -1;

    /**
     * @param part what a call computes
     * @param memory gives a node memory for so many elements
     */
    OperandPacking(Group group, Part part, BiFunction<Node, Size, Buffer> memory) {
        this.group = group;
        this.unit = group.folds().get(0);
        this.depth = depth(unit).orElseThrow();
        this.inBlocks = part.axis() == 1 && group.space().get(1).isKnown();
        this.memory = memory;
    }

    /** Whether the group is a product of two matrices that is large enough. */
    static boolean pays(Group group) {
        int[] axes = group.contractionAxes();
        if (axes == null
                || group.space().size() != 2
                || depth(group.folds().get(0)).isEmpty()) {
            return false;
        }
        double rows = Nominal.of(group.space().get(0));
        double elements = Nominal.of(group.space().get(1))
                * Nominal.of(depth(group.folds().get(0)).get());
        return rows >= LEAST_ROWS
                && elements >= LEAST_ELEMENTS
                && Panels.isLong(group.space().get(1));
    }

    /** The length of the only loop of a fold; nothing with several, or if it differs from element to element. */
    static Optional<Size> depth(Unit unit) {
        var fold = (Lowering.Fold) unit.lowering();
        List<Size> loops = fold.extents().stream().filter(s -> !s.is(1)).toList();
        return loops.size() == 1 && fold.turns().isEmpty() ? Optional.of(loops.get(0)) : Optional.empty();
    }

    /** The rule's inputs, with the packed one read from the copy. */
    Lowering.Reader reader(Lowering.Reader inputs, int vector, List<Expr> inner, Indices indices) {
        return inputs.then((number, value) -> packed(number, value, vector, inner.get(axis()), indices));
    }

    private Expr packed(int number, Expr value, int vector, Expr inner, Indices indices) {
        if (!isPacked(number, value)) {
            return value;
        }
        if (buffer == null) {
            input = number;
            buffer = memory.apply(unit.node().input(number), depth.times(columns()));
        }
        values.putIfAbsent(vector, value);
        return new Expr.Load(buffer, indices.normalise(position(vector, inner)), true);
    }

    private boolean isPacked(int number, Expr value) {
        Size count = group.space().get(1).times(depth);
        return (input < 0 || number == input)
                && value.varies()
                && !mentions(value, Indices.outer(0))
                && unit.node().input(number).shape().count().equals(count);
    }

    private static boolean mentions(Expr expr, Local local) {
        if (expr instanceof Local) {
            return expr.equals(local);
        }
        for (Expr child : expr.children()) {
            if (mentions(child, local)) {
                return true;
            }
        }
        return false;
    }

    /** Each thread has a block of its own, and there are no more threads than blocks. */
    private Size columns() {
        Size columns = group.space().get(1);
        return inBlocks
                ? Size.of((columns.known() + Splitting.BLOCK - 1) / Splitting.BLOCK * Splitting.BLOCK)
                : columns;
    }

    /** Panels one after the other; in a panel, its rows; in a row, its vectors. */
    private Expr position(int vector, Expr inner) {
        Expr panel = column().times(depth.expr());
        Expr row = inner.times(Givens.lanes().times(Expr.whole(Panels.IN_CONTRACTION)));
        return panel.plus(row).plus(Givens.lanes().times(Expr.whole(vector)));
    }

    /** Of those that are in memory. */
    private Expr column() {
        Expr column = Indices.outer(1);
        return inBlocks ? column.minus(Givens.from()).plus(Givens.member().times(Expr.whole(Splitting.BLOCK))) : column;
    }

    private int axis() {
        return axis(unit);
    }

    /** The number of the only loop of a fold. */
    static int axis(Unit unit) {
        List<Size> extents = ((Lowering.Fold) unit.lowering()).extents();
        int axis = 0;
        while (extents.get(axis).is(1)) {
            axis++;
        }
        return axis;
    }

    /** The loops that copy, for the panels of a strip; none where nothing was packed. */
    List<Stmt> nest(Strip panels, Indices indices) {
        if (buffer == null) {
            return List.of();
        }
        var stores = new ArrayList<Stmt>();
        values.forEach((vector, value) -> stores.add(
                new Stmt.Store(buffer, indices.normalise(position(vector, Indices.inner(axis()))), value, true)));
        Stmt rows = new Stmt.For(Indices.inner(axis()), Expr.whole(0), depth.expr(), 1, stores);
        return List.of(new Stmt.For(Indices.outer(1), panels.from(), panels.to(), panels.step(), true, List.of(rows)));
    }
}
