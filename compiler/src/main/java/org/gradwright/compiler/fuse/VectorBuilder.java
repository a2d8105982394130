// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.gradwright.compiler.graph.Lowering;
import org.gradwright.compiler.graph.Node;
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
    /** With fewer turns of the innermost loop than this the calls of a contraction cost more than vectors save. */
    private static final double LEAST_CONTRACTION = 8192;

    /** The same of a sum along an axis that is not in the lanes. */
    private static final double LEAST_FOLD = 512;

    /** The same without a fold, in units of an addition. */
    private static final double LEAST_ELEMENTWISE = 512;

    /** The most that a nest with tall tiles may have of expressions. */
    private static final long LONGEST = 800;

    private final Nest source;
    private final Group group;
    private final Function<Node, Buffer> memory;
    private final List<Size> space;
    private final int lane;
    private final Part part;
    private final int[] axes;

    private VectorBuilder(Nest source, Function<Node, Buffer> memory, int lane, Part part) {
        this.source = source;
        this.group = source.group();
        this.memory = memory;
        boolean flat = source.flat();
        this.space = flat ? List.of(group.units().get(0).node().shape().count()) : group.space();
        this.lane = flat ? 0 : lane;
        this.part = part;
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
     * @param memory gives memory for a copy of a node
     * @param parts what a call computes when an axis is in the lanes
     */
    static Form build(Nest source, Function<Node, Buffer> memory, IntFunction<Part> parts) {
        Group group = source.group();
        if (group.units().get(0).isScatter() || !isLarge(group)) {
            return Form.NONE;
        }
        for (int lane = group.space().size() - 1; lane >= 0; lane--) {
            try {
                return new Form(lane, new VectorBuilder(source, memory, lane, parts.apply(lane)).nests());
            } catch (Lanes.NoVectorForm e) {
                // The next axis may do: a product with a transposed matrix has its neighbours along another one.
            }
        }
        return Form.NONE;
    }

    /** A contraction takes several calls, one for each kind of tile. */
    private static boolean isLarge(Group group) {
        double elements = Nominal.product(group.space());
        if (group.folds().isEmpty()) {
            return elements * group.cost() >= LEAST_ELEMENTWISE;
        }
        double longest = group.folds().stream()
                .mapToDouble(u -> Nominal.product(((Lowering.Fold) u.lowering()).extents()))
                .max()
                .orElse(1);
        return elements * longest >= (group.contractionAxes() == null ? LEAST_FOLD : LEAST_CONTRACTION);
    }

    /** With tall tiles, unless a tile's code becomes too long for the JIT. */
    private List<List<Stmt>> nests() throws Lanes.NoVectorForm {
        List<List<Stmt>> nests = nests(true);
        boolean tooLong = nests.stream().anyMatch(nest -> length(nest) > LONGEST);
        return tooLong ? nests(false) : nests;
    }

    /** What the bytecode of a nest grows with. */
    private static long length(List<Stmt> statements) {
        long length = 0;
        for (Stmt statement : statements) {
            length += statement.expressions().stream()
                    .mapToLong(VectorBuilder::length)
                    .sum();
            length += statement instanceof Stmt.For loop ? length(loop.body()) : 1;
        }
        return length;
    }

    private static long length(Expr expr) {
        return 1 + expr.children().stream().mapToLong(VectorBuilder::length).sum();
    }

    private List<List<Stmt>> nests(boolean tall) throws Lanes.NoVectorForm {
        var nests = new ArrayList<List<Stmt>>();
        for (Panels.Panel panel : panels(tall)) {
            Optional<OperandPacking> packing = packing(panel);
            int first = nests.size();
            for (List<Strip> strips : combinations(panel, 0, tall)) {
                nests.add(nest(strips, packing));
            }
            if (packing.isPresent()) {
                packed(packing.get(), panel).ifPresent(copy -> nests.add(first, copy));
            }
        }
        return nests;
    }

    private List<Panels.Panel> panels(boolean wide) throws Lanes.NoVectorForm {
        Size size = space.get(lane);
        boolean contraction = axes != null && axes[1] == lane;
        if (!Panels.isLong(size) && !spills()) {
            throw new Lanes.NoVectorForm("short");
        }
        if (source.flat() || group.folds().isEmpty()) {
            return Panels.ofElements(size, bounds(lane));
        }
        return contraction
                ? Panels.ofContraction(size, bounds(lane), source.isIdempotent(), spills())
                : Panels.ofFold(size, bounds(lane), source.isIdempotent(), wide);
    }

    /** Whether a vector may be longer than the axis in the lanes, and reach into the next row. */
    private boolean spills() {
        Size size = space.get(lane);
        boolean contraction = axes != null && axes[1] == lane && axes[0] == lane - 1;
        return contraction && size.isKnown() && !Panels.isLong(size) && source.isIdempotent();
    }

    private List<List<Strip>> combinations(Panels.Panel panel, int axis, boolean tall) {
        if (axis == space.size()) {
            return List.of(List.of());
        }
        var all = new ArrayList<List<Strip>>();
        for (Strip strip : strips(panel, axis, tall)) {
            for (List<Strip> rest : combinations(panel, axis + 1, tall)) {
                var strips = new ArrayList<>(List.of(strip));
                strips.addAll(rest);
                all.add(strips);
            }
        }
        return all;
    }

    private List<Strip> strips(Panels.Panel panel, int axis, boolean tall) {
        Size size = space.get(axis);
        if (axis == lane) {
            return List.of(panel.lanes());
        }
        return isTiled(axis)
                ? Panels.rows(size, bounds(axis), panel.rows(), space.get(lane), tall)
                : List.of(Strip.elements(bounds(axis).from(), bounds(axis).to(), 1));
    }

    private Bounds bounds(int axis) {
        return part.bounds(axis, space.get(axis));
    }

    private boolean isTiled(int axis) {
        return axes != null && (axis == axes[0] || axis == axes[1]);
    }

    /** Only whole panels are copied. */
    private Optional<OperandPacking> packing(Panels.Panel panel) {
        boolean whole = panel.lanes().vectors() && panel.lanes().step() == Panels.IN_CONTRACTION;
        return lane == 1 && whole && OperandPacking.pays(group)
                ? Optional.of(new OperandPacking(group, memory))
                : Optional.empty();
    }

    private static Optional<List<Stmt>> packed(OperandPacking packing, Panels.Panel panel) throws Lanes.NoVectorForm {
        var indices = new Indices();
        List<Stmt> nest = packing.nest(panel.lanes(), indices);
        Lanes.check(nest);
        return nest.isEmpty() ? Optional.empty() : Optional.of(Sharing.apply(indices.table(), nest));
    }

    private List<Stmt> nest(List<Strip> strips, Optional<OperandPacking> packing) throws Lanes.NoVectorForm {
        var tile = new Tile(source, strips.get(lane).vectors(), spills(), packing);
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
        int axis = source.flat() ? 0 : LoopBuilder.order(group).get(level);
        Local local = Indices.outer(axis);
        index[axis] = local;
        Strip strip = strips.get(axis);
        List<Stmt> body = loops(tile, strips, level + 1, index);
        return List.of(new Stmt.For(local, strip.from(), strip.to(), strip.step(), strip.vectors(), body));
    }

    private List<Stmt> body(Tile tile, List<Strip> strips, Expr[] index) {
        Strip lanes = strips.get(lane);
        if (source.flat()) {
            return tile.flat(index[0].plus(lanes.offsets().get(0)));
        }
        return tile.at(index, strips.stream().map(Strip::offsets).toList());
    }
}
