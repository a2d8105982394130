// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import java.util.ArrayList;
import java.util.List;
import org.gradwright.compiler.fuse.Strip.Height;
import org.gradwright.compiler.graph.Nominal;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Fn;
import org.gradwright.compiler.kernel.Givens;

/**
 * How the axis in the lanes is cut into panels, and which rows go with each panel.
 *
 * <p>Tiles of a contraction are tall and two vectors wide: a tile then reads little of the operand that lies in the lanes,
 * which comes from the second-level cache, and broadcasts the other, which stays in the first.
 */
final class Panels {
    private static final int WIDEST = 16;

    /** Beside each other in a contraction, and in sums along an axis that is not in the lanes. */
    static final int IN_CONTRACTION = 2;

    private static final List<Integer> CONTRACTION = List.of(IN_CONTRACTION, 1);
    private static final List<Integer> FOLD = List.of(4, 2, 1);

    /** Of a contraction with few rows, where the JVM keeps its sums in registers. */
    private static final int WIDE = 4;

    private static final List<Integer> FEW = List.of(WIDE, IN_CONTRACTION, 1);
    private static final List<Integer> ONE = List.of(1);
    private static final Expr ANY = new Expr.Truth(true);

    /** How many lanes a vector may have. */
    private static final List<Integer> LANES = List.of(2, 4, 8, WIDEST);

    /** So many rows the tallest tiles have. */
    static final int TALLEST = 12;

    private static final List<Height> HEIGHTS = List.of(
            new Height(TALLEST, 2, Givens.twoTurns()),
            new Height(TALLEST, 1, Givens.manyRegisters()),
            new Height(8, 1, Givens.manyRegisters()),
            new Height(4),
            new Height(1));

    /** Tiles, the fastest first; each later list makes shorter methods. */
    static final List<List<Height>> TILES = List.of(
            HEIGHTS,
            HEIGHTS.stream().filter(h -> h.turns() == 1).toList(),
            HEIGHTS.stream().filter(h -> !h.isTall()).toList());

    /** Of products in whose operands the lanes are neighbours alike: of the first axis, and of the second if it is long. */
    private static final List<Height> BESIDE =
            List.of(new Height(4, 1, Givens.manyRegisters()), new Height(2), new Height(1));

    private static final List<Height> BESIDE_LONG = List.of(new Height(4), new Height(1));

    /** So few rows are one tile, on all machines. */
    private static final int FEW_ROWS = 6;

    /** Which rows. */
    enum Rows {
        ALL,
        /** Those behind which there are as many as a vector reaches into. */
        ALL_BUT_LAST,
        LAST
    }

    /** Lanes, and the rows for which they are computed. */
    record Panel(Strip lanes, Rows rows) {
        /** Whether it is of several vectors side by side. */
        boolean isWide() {
            return lanes.vectors() && lanes.step() == IN_CONTRACTION;
        }
    }

    private final Size size;
    private final Bounds bounds;
    private final List<Integer> sides;
    private final boolean overlaps;
    private final boolean spills;
    private final Expr machine;

    /**
     * @param size of the axis in the lanes
     * @param bounds the part of it that is computed
     * @param sides how many vectors side by side: falling, each taking what the one before has left
     * @param overlaps whether the last vector may compute elements that the one before has computed
     * @param spills whether a vector may be longer than the axis: it then reads and writes the start of the next row
     * @param machine where as many as four vectors are computed side by side
     */
    private Panels(Size size, Bounds bounds, List<Integer> sides, boolean overlaps, boolean spills, Expr machine) {
        this.size = size;
        this.bounds = bounds;
        this.sides = sides;
        this.overlaps = overlaps;
        this.spills = spills;
        this.machine = machine;
    }

    /** @param broad whether tiles have so few rows that they may be four vectors wide */
    static List<Panel> ofContraction(Size size, Bounds bounds, boolean overlaps, boolean spills, boolean broad) {
        List<Integer> sides = !isLong(size) ? ONE : broad ? FEW : CONTRACTION;
        return new Panels(size, bounds, sides, overlaps, spills, Givens.twoTurns()).cut();
    }

    /** Whether four vectors of each row are no more sums than registers. */
    static boolean isFew(Size rows) {
        return rows.isKnown() && rows.known() <= FEW_ROWS;
    }

    /** @param wide whether several vectors may be computed side by side */
    static List<Panel> ofFold(Size size, Bounds bounds, boolean overlaps, boolean wide) {
        return new Panels(size, bounds, wide ? FOLD : ONE, overlaps, false, ANY).cut();
    }

    static List<Panel> ofElements(Size size, Bounds bounds) {
        return new Panels(size, bounds, ONE, false, false, ANY).cut();
    }

    /** Whether the axis has at least as many elements as the widest vector has lanes. */
    static boolean isLong(Size size) {
        return Nominal.of(size) >= WIDEST;
    }

    private List<Panel> cut() {
        var panels = new ArrayList<Panel>();
        Expr done = bounds.from();
        int before = 0;
        for (int side : sides) {
            if (isNeeded(side, before)) {
                Expr whole = bounds.whole(Givens.lanes().times(Expr.whole(side)));
                Expr end = side == WIDE ? machine.select(whole, done) : whole;
                panels.add(all(Strip.vectors(done, end, side)));
                done = end;
                before = side == WIDE && machine != ANY ? 0 : side;
            }
        }
        if (!isMultiple(WIDEST)) {
            rest(panels, done);
        }
        return panels;
    }

    /** Whether so many vectors side by side can be left where {@code before} were taken, on some machine. */
    private boolean isNeeded(int side, int before) {
        if (!size.isKnown()) {
            return before == 0 || !isMultiple(WIDEST * before);
        }
        return LANES.stream()
                .anyMatch(lanes -> (before == 0 ? size.known() : size.known() % (lanes * before)) >= lanes * side);
    }

    private void rest(List<Panel> panels, Expr vectors) {
        Expr to = bounds.to();
        Expr isShort = size.expr().lessThan(Givens.lanes());
        if (overlaps) {
            Expr skip = Expr.call(Fn.OR, isShort, vectors.equalTo(to));
            panels.add(all(Strip.vectors(skip.select(to, to.minus(Givens.lanes())), to, 1)));
        }
        if (spills) {
            Strip whole = Strip.vectors(bounds.from(), isShort.select(to, bounds.from()), 1);
            panels.add(new Panel(whole, Rows.ALL_BUT_LAST));
            panels.add(new Panel(besideEachOther(isShort), Rows.LAST));
        } else if (!overlaps || !isKnownLong()) {
            panels.add(all(Strip.elements(overlaps ? isShort.select(vectors, to) : vectors, to, 1)));
        }
    }

    /** The last rows, element by element: a vector would write beyond them. */
    private Strip besideEachOther(Expr isShort) {
        Expr to = isShort.select(bounds.to(), bounds.from());
        return Strip.elements(bounds.from(), to, (int) size.known());
    }

    private static Panel all(Strip lanes) {
        return new Panel(lanes, Rows.ALL);
    }

    private boolean isKnownLong() {
        return size.isKnown() && size.known() >= WIDEST;
    }

    private boolean isMultiple(int of) {
        return isMultiple(size, of);
    }

    /** Whether a size is a multiple of a number, whatever the free sizes are. */
    static boolean isMultiple(Size size, int of) {
        return size.terms().values().stream().allMatch(c -> c % of == 0);
    }

    /**
     * The rows of a tiled axis for a panel.
     *
     * @param bounds all of them, or the part that is computed
     * @param width of a row; what a vector has more goes to the next rows, which must come later
     * @param tiles those to choose from
     */
    static List<Strip> rows(Size size, Bounds bounds, Rows rows, Size width, List<Height> tiles) {
        boolean split = !(bounds.to() instanceof Expr.Whole);
        if (rows == Rows.ALL) {
            return Strip.tiles(bounds.from(), bounds.to(), heights(size, 0, split, withWhole(size, FEW_ROWS, tiles)));
        }
        int last = (int) ((WIDEST - 1) / width.known());
        Expr end = Expr.call(Fn.MAX, bounds.from(), bounds.to().minus(last));
        return rows == Rows.ALL_BUT_LAST
                ? Strip.tiles(bounds.from(), end, heights(size, last, split, tiles))
                : List.of(Strip.elements(end, bounds.to(), 1));
    }

    /** The first axis of a product in whose operands the lanes are neighbours alike. */
    static List<Strip> rowsBeside(Size size, Bounds bounds) {
        boolean split = !(bounds.to() instanceof Expr.Whole);
        return Strip.tiles(bounds.from(), bounds.to(), heights(size, 0, split, BESIDE));
    }

    /** The second axis of such a product. */
    static List<Strip> columnsBeside(Size size, Bounds bounds) {
        boolean split = !(bounds.to() instanceof Expr.Whole);
        return Strip.tiles(bounds.from(), bounds.to(), heights(size, 0, split, withWhole(size, 0, BESIDE_LONG)));
    }

    /** A few rows as one tile, where tiles would leave some over. @param most on a machine with few registers */
    private static List<Height> withWhole(Size size, int most, List<Height> tiles) {
        boolean tall = tiles.get(0).isTall() || most == 0;
        if (!tall || !size.isKnown() || size.known() <= 4 || size.known() >= (most == 0 ? 6 : TALLEST)) {
            return tiles;
        }
        int rows = (int) size.known();
        var all = new ArrayList<Height>();
        all.add(rows <= most ? new Height(rows) : new Height(rows, 1, Givens.manyRegisters()));
        all.addAll(tiles);
        return all;
    }

    /** Without those that a known size leaves nothing for, on machines with many registers or on those with few. */
    private static List<Height> heights(Size size, int less, boolean split, List<Height> tiles) {
        if (!size.isKnown()) {
            return tiles;
        }
        var heights = new ArrayList<Height>();
        long few = Math.max(0, size.known() - less);
        long many = few;
        for (Height height : tiles) {
            boolean divided = split && height.rows() > 1 && size.known() >= height.rows();
            if (divided || many >= height.rows() || !height.isTall() && few >= height.rows()) {
                heights.add(height);
            }
            many = height.turns() > 1 ? many : many % height.rows();
            few = height.isTall() ? few : few % height.rows();
        }
        return heights;
    }
}
