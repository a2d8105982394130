// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import java.util.List;
import java.util.function.BiFunction;
import org.gradwright.compiler.graph.Lowering;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.kernel.Buffer;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Givens;
import org.gradwright.compiler.kernel.Sharing;
import org.gradwright.compiler.kernel.Stmt;

/**
 * Copies the operand that is broadcast in a band of a product {@code X' Y}: in X the elements that follow each other along the sum are as
 * far apart as X is wide, each on another page of memory. In the copy they are as far apart as the band is high, and a band's copy
 * stays in the first-level cache while all panels of Y run by.
 */
final class RowPacking {
    /** With shorter rows the copy is not read often enough. */
    private static final long LEAST_ROW = 128;

    /** So near, neighbours along the sum share a line of cache. */
    private static final int NEAR = 16;

    private final Band band;
    private final Unit unit;
    private final Size depth;
    private final BiFunction<Node, Size, Buffer> memory;
    private Buffer buffer;
    private int input = -1;
    private Expr.Load source;

    /** @param memory gives a node memory for so many elements */
    RowPacking(Band band, BiFunction<Node, Size, Buffer> memory) {
        this.band = band;
        this.unit = band.product().folds().get(0);
        this.depth = OperandPacking.depth(unit).orElseThrow();
        this.memory = memory;
    }

    /** Whether a product is one of two matrices with long rows. */
    static boolean pays(Band band) {
        Group product = band.product();
        return product.space().size() == 2
                && product.folds().size() == 1
                && band.row().known() >= LEAST_ROW
                && OperandPacking.depth(product.folds().get(0)).isPresent();
    }

    /**
     * The rule's inputs, with the packed one read from the copy.
     *
     * @param row of the element that is computed
     * @param inner the index of the sum
     */
    Lowering.Reader reader(Lowering.Reader inputs, Expr row, Expr inner, Indices indices) {
        return inputs.then((number, value) -> packed(number, value, row, inner, indices));
    }

    private Expr packed(int number, Expr value, Expr row, Expr inner, Indices indices) {
        if (!(value instanceof Expr.Load load) || !isPacked(number, load, indices)) {
            return value;
        }
        if (buffer == null) {
            input = number;
            source = new Expr.Load(load.buffer(), first(load.index(), row));
            buffer = memory.apply(unit.node().input(number), depth.times((long) band.height() * band.bands()));
        }
        return new Expr.Load(buffer, indices.normalise(position(row, inner)));
    }

    private boolean isPacked(int number, Expr.Load load, Indices indices) {
        return (input < 0 || number == input)
                && !load.varies()
                && stride(load, Indices.outer(0), indices) == 1
                && stride(load, Indices.inner(OperandPacking.axis(unit)), indices) >= NEAR;
    }

    /** How far neighbours along a loop are apart; 0 where that is not known. */
    private static long stride(Expr.Load load, Expr.Local local, Indices indices) {
        Expr next = Lanes.replace(load.index(), local, local.plus(Expr.whole(1)));
        return indices.normalise(next.minus(load.index())) instanceof Expr.Whole w ? w.value() : 0;
    }

    /** The index at the row that the loop is at, whichever of the rows side by side this is. */
    private static Expr first(Expr index, Expr row) {
        Expr beside = row.minus(Indices.outer(0));
        return Lanes.replace(index, Indices.outer(0), Indices.outer(0).minus(beside));
    }

    /** In memory of the thread's own, one step of the sum after the other; in each, the rows of the band. */
    private Expr position(Expr row, Expr inner) {
        Expr own = Givens.member().times(depth.expr()).plus(inner).times(Expr.whole(band.height()));
        return own.plus(row.minus(Givens.from()));
    }

    /** The loops that copy a band; none where nothing is packed. */
    List<Stmt> nest() {
        if (buffer == null) {
            return List.of();
        }
        var indices = new Indices();
        Expr row = Indices.outer(0);
        Expr end = Givens.from().plus(Strip.whole(Givens.to().minus(Givens.from()), Givens.lanes()));
        Expr vector = new Expr.Load(source.buffer(), indices.normalise(source.index()), true);
        Expr scalar = new Expr.Load(source.buffer(), indices.normalise(source.index()));
        Expr.Local inner = Indices.inner(OperandPacking.axis(unit));
        Expr to = indices.normalise(position(row, inner));
        Stmt vectors = new Stmt.For(
                Indices.outer(0), Givens.from(), end, 1, true, List.of(new Stmt.Store(buffer, to, vector, true)));
        Stmt scalars = new Stmt.For(Indices.outer(0), end, Givens.to(), 1, List.of(new Stmt.Store(buffer, to, scalar)));
        Stmt steps = new Stmt.For(inner, Expr.whole(0), depth.expr(), 1, List.of(vectors, scalars));
        return Sharing.apply(indices.table(), List.of(steps));
    }
}
