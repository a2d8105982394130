// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.gradwright.compiler.graph.Lowering;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.kernel.Buffer;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Expr.Local;
import org.gradwright.compiler.kernel.Givens;
import org.gradwright.compiler.kernel.Sharing;
import org.gradwright.compiler.kernel.Stmt;

/**
 * The vector form of a group: its loops with the elements along one axis in the lanes of vectors. Every element is computed
 * by the same operations in the same order as in the plain form, so the bits are equal. Full tiles and what remains of each
 * axis are nests of their own, because the JIT compiles small methods better.
 */
final class VectorBuilder {
    private static final int TILE = 4;

    /** With fewer elements than the widest vector has lanes, vectors do not pay. */
    private static final int SHORTEST = 16;

    /** With fewer iterations than this the call of a kernel costs more than vectors save. */
    private static final double LEAST_WORK = 8192;

    /** How the loop over one axis runs. */
    private enum Mode {
        /** Tiles of several elements. */
        TILES,
        /** What remains, element by element. */
        REST,
        /** Tiles of several vectors. */
        VECTOR_TILES,
        /** What remains, vector by vector. */
        VECTORS,
        /** What is left of the last vector, element by element. */
        TAIL
    }

    private final Group group;
    private final Map<Node, Buffer> buffers;
    private final Map<Unit, List<Buffer>> targets;
    private final Set<Node> kept;
    private final List<Size> space;
    private final boolean flat;
    private final int lane;
    private final int split;

    private VectorBuilder(
            Group group,
            Map<Node, Buffer> buffers,
            Map<Unit, List<Buffer>> targets,
            Set<Node> kept,
            int lane,
            double least) {
        this.group = group;
        this.buffers = buffers;
        this.targets = targets;
        this.kept = kept;
        this.flat = group.isFlat();
        this.space = flat ? List.of(group.units().get(0).node().shape().count()) : group.space();
        this.lane = flat ? 0 : lane;
        int axis = new Splitting(group, lane, least).axis();
        this.split = flat ? Math.min(axis, 0) : axis;
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

    /** The vector form, or {@link Form#NONE}. @param least as for {@link Splitting} */
    static Form build(
            Group group, Map<Node, Buffer> buffers, Map<Unit, List<Buffer>> targets, Set<Node> kept, double least) {
        if (group.units().get(0).isScatter() || work(group) < LEAST_WORK) {
            return Form.NONE;
        }
        for (int lane = group.space().size() - 1; lane >= 0; lane--) {
            try {
                return new Form(lane, new VectorBuilder(group, buffers, targets, kept, lane, least).nests());
            } catch (Lanes.NoVectorForm e) {
                // The next axis may do: a product with a transposed matrix has its neighbours along another one.
            }
        }
        return Form.NONE;
    }

    private static double work(Group group) {
        double fold = 1;
        for (Unit unit : group.folds()) {
            fold = Math.max(fold, Nominal.product(((Lowering.Fold) unit.lowering()).extents()));
        }
        return Nominal.product(group.space()) * fold;
    }

    private List<List<Stmt>> nests() throws Lanes.NoVectorForm {
        if (Nominal.of(space.get(lane)) < SHORTEST) {
            throw new Lanes.NoVectorForm("short");
        }
        var nests = new ArrayList<List<Stmt>>();
        for (List<Mode> modes : combinations(0)) {
            nests.add(nest(modes));
        }
        return nests;
    }

    private List<List<Mode>> combinations(int axis) {
        if (axis == space.size()) {
            return List.of(List.of());
        }
        var all = new ArrayList<List<Mode>>();
        for (Mode mode : modes(axis)) {
            for (List<Mode> rest : combinations(axis + 1)) {
                var modes = new ArrayList<>(List.of(mode));
                modes.addAll(rest);
                all.add(modes);
            }
        }
        return all;
    }

    /** The ways in which an axis has to be run through; what a known size leaves empty is not among them. */
    private List<Mode> modes(int axis) {
        Size size = space.get(axis);
        if (axis != lane) {
            boolean whole = size.isKnown() && size.known() % TILE == 0;
            return !isTiled(axis) ? List.of(Mode.REST) : whole ? List.of(Mode.TILES) : List.of(Mode.TILES, Mode.REST);
        }
        var modes = new ArrayList<Mode>();
        boolean tiled = !group.folds().isEmpty();
        if (tiled) {
            modes.add(Mode.VECTOR_TILES);
        }
        if (!tiled || !isMultiple(size, TILE * SHORTEST)) {
            modes.add(Mode.VECTORS);
        }
        if (!isMultiple(size, SHORTEST)) {
            modes.add(Mode.TAIL);
        }
        return modes;
    }

    private static boolean isMultiple(Size size, int of) {
        return size.terms().values().stream().allMatch(c -> c % of == 0);
    }

    private boolean isTiled(int axis) {
        int[] axes = group.contractionAxes();
        return axes != null && (axis == axes[0] || axis == axes[1]);
    }

    private List<Stmt> nest(List<Mode> modes) throws Lanes.NoVectorForm {
        boolean vector = modes.get(lane) != Mode.TAIL;
        var tile = new Tile(group, buffers, targets, kept, vector);
        List<Stmt> nest = loops(tile, modes, 0, new Expr[space.size()]);
        if (tile.isRefused() || flat && Divisions.in(nest.get(0) instanceof Stmt.For f ? f.body() : nest)) {
            throw new Lanes.NoVectorForm("neighbours are not neighbours in memory");
        }
        Lanes.check(nest);
        return Sharing.apply(tile.indices().table(), nest);
    }

    private List<Stmt> loops(Tile tile, List<Mode> modes, int level, Expr[] index) {
        if (level == space.size()) {
            return body(tile, modes, index);
        }
        int axis = flat ? 0 : order().get(level);
        Local local = Indices.outer(axis);
        index[axis] = local;
        List<Stmt> body = loops(tile, modes, level + 1, index);
        Bounds bounds = Bounds.of(space.get(axis), axis == split);
        Expr lanes = Givens.lanes();
        Expr vectors = bounds.whole(lanes);
        Expr vectorTiles = group.folds().isEmpty() ? bounds.from() : bounds.whole(lanes.times(Expr.whole(TILE)));
        Expr tiles = isTiled(axis) ? bounds.whole(Expr.whole(TILE)) : bounds.from();
        return List.of(
                switch (modes.get(axis)) {
                    case TILES -> new Stmt.For(local, bounds.from(), tiles, TILE, body);
                    case REST -> new Stmt.For(local, tiles, bounds.to(), 1, body);
                    case VECTOR_TILES -> new Stmt.For(local, bounds.from(), vectorTiles, TILE, true, body);
                    case VECTORS -> new Stmt.For(local, vectorTiles, vectors, 1, true, body);
                    case TAIL -> new Stmt.For(local, vectors, bounds.to(), 1, body);
                });
    }

    /** The lane axis outermost: a panel of columns stays in cache while the rows run by. */
    private List<Integer> order() {
        return LoopBuilder.order(group);
    }

    private List<Stmt> body(Tile tile, List<Mode> modes, Expr[] index) {
        if (flat) {
            return tile.flat(modes.get(0) == Mode.TAIL ? index[0] : index[0].plus(Givens.lane()));
        }
        var offsets = new ArrayList<List<Expr>>();
        modes.forEach(mode -> offsets.add(offsets(mode)));
        return tile.at(index, offsets);
    }

    private static List<Expr> offsets(Mode mode) {
        return switch (mode) {
            case TILES -> LoopBuilder.neighbours(TILE);
            case REST, TAIL -> LoopBuilder.neighbours(1);
            case VECTORS -> List.of(Givens.lane());
            case VECTOR_TILES ->
                IntStream.range(0, TILE)
                        .mapToObj(u -> Givens.lanes().times(Expr.whole(u)).plus(Givens.lane()))
                        .toList();
        };
    }
}
