// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.gradwright.compiler.fuse.Strip.Height;
import org.gradwright.compiler.graph.Lowering;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nominal;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.kernel.Buffer;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Expr.Local;
import org.gradwright.compiler.kernel.Sharing;
import org.gradwright.compiler.kernel.Stmt;

/**
 * The vector form of a group: its loops with the elements along one axis in the lanes of vectors. Every element is computed
 * by the same operations in the same order as in the plain form, so the bits are equal. Full tiles and what remains of each
 * axis are nests of their own, because the JIT compiles small methods better.
 */
final class VectorBuilder {
    /** With less work for each of its calls than this, the calls of a contraction cost more than vectors save. */
    private static final double LEAST_CONTRACTION = 128;

    /** The same of a sum along an axis that is not in the lanes, in all. */
    private static final double LEAST_FOLD = 512;

    /** The same without a fold, in units of an addition. */
    private static final double LEAST_ELEMENTWISE = 512;

    /** With fewer turns a fold's loop takes one at a time. */
    private static final int LEAST_TURNS = 32;

    private final Nest source;
    private final Group group;
    private final BiFunction<Node, Size, Buffer> memory;
    private final List<Size> space;
    private final int lane;
    private final Part part;
    private final Supplier<Optional<RowPacking>> rowPacking;
    private final int[] axes;

    private VectorBuilder(
            Nest source,
            BiFunction<Node, Size, Buffer> memory,
            int lane,
            Part part,
            Supplier<Optional<RowPacking>> rowPacking) {
        this.source = source;
        this.group = source.group();
        this.memory = memory;
        boolean flat = source.flat();
        this.space = flat ? List.of(group.units().get(0).node().shape().count()) : group.space();
        this.lane = flat ? 0 : lane;
        this.part = part;
        this.rowPacking = rowPacking;
        this.axes = group.contractionAxes();
    }

    /**
     * The vector form of a group.
     *
     * @param lane the axis in the lanes; {@link Splitting#NONE} where there is no vector form
     * @param nests that together compute the group
     */
    record Form(int lane, List<List<Stmt>> nests) {
        static final Form NONE = new Form(Splitting.NONE, List.of());
    }

    /**
     * The vector form, or {@link Form#NONE}.
     *
     * @param memory gives a node memory for so many elements of its copy
     * @param parts what a call computes when an axis is in the lanes
     * @param rows copies the broadcast operand of a product, if it pays
     */
    static Form build(
            Nest source,
            BiFunction<Node, Size, Buffer> memory,
            IntFunction<Part> parts,
            Supplier<Optional<RowPacking>> rows) {
        Group group = source.group();
        if (group.units().get(0).isScatter() || !isLarge(group)) {
            return Form.NONE;
        }
        for (int lane = group.space().size() - 1; lane >= 0; lane--) {
            try {
                List<List<Stmt>> nests = new VectorBuilder(source, memory, lane, parts.apply(lane), rows).nests();
                return pays(group, nests.size()) ? new Form(lane, nests) : Form.NONE;
            } catch (Lanes.NoVectorForm e) {
                // The next axis may do: a product with a transposed matrix has its neighbours along another one.
            }
        }
        return Form.NONE;
    }

    private static boolean isLarge(Group group) {
        return group.folds().isEmpty()
                ? Nominal.product(group.space()) * group.cost() >= LEAST_ELEMENTWISE
                : work(group) >= LEAST_FOLD;
    }

    /** A contraction takes several calls, one for each kind of tile. */
    private static boolean pays(Group group, int calls) {
        return group.contractionAxes() == null || work(group) >= LEAST_CONTRACTION * calls;
    }

    /** Turns of the innermost loop, and what an element costs beside them. */
    private static double work(Group group) {
        double longest = group.folds().stream()
                .mapToDouble(u -> Nominal.product(((Lowering.Fold) u.lowering()).extents()))
                .max()
                .orElse(1);
        return Nominal.product(group.space()) * (longest - 1 + group.cost());
    }

    /** With the fastest tiles, unless their code becomes too long for the JIT. */
    private List<List<Stmt>> nests() throws Lanes.NoVectorForm {
        if (axes != null && Panels.isFew(space.get(axes[0]))) {
            List<List<Stmt>> broad = nests(tiles().get(0), true);
            if (broad.stream().allMatch(VectorLength::isCompiledWellBroad)) {
                return broad;
            }
        }
        List<List<Stmt>> nests = List.of();
        for (List<Height> tiles : tiles()) {
            nests = nests(tiles, false);
            int turns = tiles.get(0).turns();
            if (nests.stream().allMatch(nest -> VectorLength.isCompiledWell(nest, turns))) {
                return nests;
            }
        }
        return nests;
    }

    /** @param broad whether tiles are as wide as they can be with few rows */
    private List<List<Stmt>> nests(List<Height> tiles, boolean broad) throws Lanes.NoVectorForm {
        var nests = new ArrayList<List<Stmt>>();
        Optional<RowPacking> rows = rowPacking.get();
        for (Panels.Panel panel : panels(tiles.get(0).isTall(), broad)) {
            Optional<OperandPacking> packing = packing(panel);
            int first = nests.size();
            for (List<Strip> strips : combinations(panel, 0, tiles)) {
                nests.add(nest(strips, packing, rows));
            }
            if (packing.isPresent()) {
                packed(packing.get(), panel).ifPresent(copy -> nests.add(first, copy));
            }
        }
        rows.map(RowPacking::nest).filter(nest -> !nest.isEmpty()).ifPresent(copy -> nests.add(0, copy));
        return nests;
    }

    private List<Panels.Panel> panels(boolean wide, boolean broad) throws Lanes.NoVectorForm {
        Size size = space.get(lane);
        boolean contraction = axes != null && axes[1] == lane;
        if (!Panels.isLong(size) && !spills()) {
            throw new Lanes.NoVectorForm("short");
        }
        if (source.flat() || group.folds().isEmpty()) {
            return Panels.ofElements(size, bounds(lane));
        }
        if (isBeside()) {
            return Panels.ofFold(size, bounds(lane), source.isIdempotent(), false);
        }
        return contraction
                ? Panels.ofContraction(size, bounds(lane), source.isIdempotent(), spills(), broad)
                : Panels.ofFold(size, bounds(lane), source.isIdempotent(), wide);
    }

    /** Whether both operands of a product are vectors: the lanes are along an axis that they have in common. */
    private boolean isBeside() {
        return axes != null && lane != axes[0] && lane != axes[1];
    }

    /** Whether a vector may be longer than the axis in the lanes, and reach into the next row. */
    private boolean spills() {
        Size size = space.get(lane);
        boolean contraction = axes != null && axes[1] == lane && axes[0] == lane - 1;
        return contraction && size.isKnown() && !Panels.isLong(size) && source.isIdempotent();
    }

    private List<List<Strip>> combinations(Panels.Panel panel, int axis, List<Height> tiles) {
        if (axis == space.size()) {
            return List.of(List.of());
        }
        var all = new ArrayList<List<Strip>>();
        for (Strip strip : strips(panel, axis, tiles)) {
            for (List<Strip> rest : combinations(panel, axis + 1, tiles)) {
                var strips = new ArrayList<>(List.of(strip));
                strips.addAll(rest);
                all.add(strips);
            }
        }
        return all;
    }

    private List<Strip> strips(Panels.Panel panel, int axis, List<Height> tiles) {
        Size size = space.get(axis);
        if (axis == lane) {
            return List.of(panel.lanes());
        }
        if (isBeside() && isTiled(axis)) {
            return axis == axes[0] ? Panels.rowsBeside(size, bounds(axis)) : Panels.columnsBeside(size, bounds(axis));
        }
        return isTiled(axis)
                ? Panels.rows(size, bounds(axis), panel.rows(), space.get(lane), tiles(panel, tiles))
                : List.of(Strip.elements(bounds(axis).from(), bounds(axis).to(), 1));
    }

    /** Two turns at a time only where the loop is long and has an even number of them. */
    private List<List<Height>> tiles() {
        boolean even = axes != null && group.folds().stream().allMatch(VectorBuilder::isLongAndEven);
        return even ? Panels.TILES : Panels.TILES.subList(1, Panels.TILES.size());
    }

    /** What is left of the panels takes one turn at a time. */
    private static List<Height> tiles(Panels.Panel panel, List<Height> tiles) {
        return panel.isWide()
                ? tiles
                : tiles.stream().filter(h -> h.turns() == 1).toList();
    }

    private static boolean isLongAndEven(Unit fold) {
        boolean single = ((Lowering.Fold) fold.lowering()).initial().size() == 1;
        return single
                && OperandPacking.depth(fold)
                        .filter(d -> Nominal.of(d) >= LEAST_TURNS && Panels.isMultiple(d, 2))
                        .isPresent();
    }

    private Bounds bounds(int axis) {
        return part.bounds(axis, space.get(axis));
    }

    private boolean isTiled(int axis) {
        return axes != null && (axis == axes[0] || axis == axes[1]);
    }

    /** Only whole panels are copied. */
    private Optional<OperandPacking> packing(Panels.Panel panel) {
        return lane == 1 && panel.isWide() && OperandPacking.pays(group)
                ? Optional.of(new OperandPacking(group, part, memory))
                : Optional.empty();
    }

    private static Optional<List<Stmt>> packed(OperandPacking packing, Panels.Panel panel) throws Lanes.NoVectorForm {
        var indices = new Indices();
        List<Stmt> nest = packing.nest(panel.lanes(), indices);
        Lanes.check(nest);
        return nest.isEmpty() ? Optional.empty() : Optional.of(Sharing.apply(indices.table(), nest));
    }

    private List<Stmt> nest(List<Strip> strips, Optional<OperandPacking> packing, Optional<RowPacking> rows)
            throws Lanes.NoVectorForm {
        int turns = strips.stream().mapToInt(Strip::turns).max().orElse(1);
        var tile = new Tile(source, strips.get(lane).vectors(), spills(), packing, rows, turns);
        List<Stmt> nest = loops(tile, strips, 0, new Expr[space.size()]);
        if (tile.isRefused()) {
            throw new Lanes.NoVectorForm("neighbours are not neighbours in memory");
        }
        Lanes.check(nest);
        return Sharing.apply(tile.indices().table(), nest);
    }

    /** The lane axis of a contraction outermost: a panel of columns stays in cache while the rows run by. */
    private List<Stmt> loops(Tile tile, List<Strip> strips, int level, Expr[] index) {
        if (level == space.size()) {
            return body(tile, strips, index);
        }
        int axis = source.flat() ? 0 : order().get(level);
        Local local = Indices.outer(axis);
        index[axis] = local;
        Strip strip = strips.get(axis);
        List<Stmt> body = loops(tile, strips, level + 1, index);
        return List.of(new Stmt.For(local, strip.from(), strip.to(), strip.step(), strip.vectors(), body));
    }

    /** What is common to both operands goes first: then both stay in cache. */
    private List<Integer> order() {
        List<Integer> order = new ArrayList<>(LoopBuilder.order(group));
        if (isBeside()) {
            order.removeAll(List.of(lane, axes[0]));
            order.addAll(0, List.of(lane, axes[0]));
        }
        return order;
    }

    private List<Stmt> body(Tile tile, List<Strip> strips, Expr[] index) {
        Strip lanes = strips.get(lane);
        if (source.flat()) {
            return tile.flat(index[0].plus(lanes.offsets().get(0)));
        }
        return tile.at(index, strips.stream().map(Strip::offsets).toList());
    }
}
