// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gradwright.compiler.graph.Lowering;
import org.gradwright.compiler.graph.Nominal;
import org.gradwright.compiler.graph.Size;

/**
 * Chooses the axis along which a group's loops can be computed in parts. A product of matrices that is wider than high is
 * split by columns, so that weights are read once and not by every thread; any other by rows, which lie together. Only costs
 * depend on the estimates here, never results.
 */
final class Splitting {
    /** Parts of a lane axis are whole vectors, and whole tiles of them, whatever the width. */
    private static final int LANE_GRANULE = 64;

    /** So many columns of a product are computed at a time. */
    static final int BLOCK = LANE_GRANULE;

    private static final int TILE_GRANULE = 4;

    /** With fewer granules than this along an axis, a later axis with more is better. */
    private static final int ENOUGH = 8;

    /** Less work than this, for large free sizes, is never worth a second thread. */
    static final double LEAST_PICOSECONDS = 8e6;

    private static final int LARGE = 1024;

    /** Picoseconds for a unit of cost: an addition of vectors, one inside a product of matrices, a plain one. */
    private static final int VECTOR = 35;

    private static final int CONTRACTION = 20;
    private static final int PLAIN = 200;

    /** Picoseconds for an element that comes from memory or goes there. */
    private static final int MEMORY = 50;

    private static final int COPY = 200;

    /** No axis: the kernel is computed as a whole. */
    static final int NONE = -1;

    private final Group group;
    private final int lane;
    private final double least;

    /**
     * The splitting of a group.
     *
     * @param lane the axis in the lanes of vectors; {@link #NONE} without a vector form
     * @param least groups with less work than so many picoseconds are not split
     */
    Splitting(Group group, int lane, double least) {
        this.group = group;
        this.lane = lane;
        this.least = least;
    }

    /** The axis to split, or {@link #NONE}. */
    int axis() {
        if (group.units().get(0).isScatter() || large(picoseconds(true)) < least) {
            return NONE;
        }
        int best = NONE;
        double most = 1;
        for (int axis : preference()) {
            double granules = nominal(axis) / granule(axis);
            if (granules > most) {
                best = axis;
                most = granules;
            }
            if (most >= ENOUGH) {
                break;
            }
        }
        return best;
    }

    /** How the group is split along an axis, or as one flat loop. */
    Split along(int axis, boolean flat) {
        Size extent = flat
                ? group.units().get(0).node().shape().count()
                : group.space().get(axis);
        Size plain = picoseconds(true);
        Size vector = lane == NONE ? plain : picoseconds(false);
        int block = axis == lane && !flat && group.contractionAxes() != null ? BLOCK : 0;
        return new Split(extent, flat ? LANE_GRANULE : granule(axis), plain, vector, block, 0);
    }

    /** How a pair is split, whose second is this group. */
    Split along(Band band, Splitting product) {
        return new Split(
                band.rows(),
                band.granule(),
                product.picoseconds(true).plus(picoseconds(true)),
                product.picoseconds(false).plus(picoseconds(false)),
                band.height(),
                band.bands());
    }

    /** How a copy from buffer to buffer is split. */
    static Split copy(Size count) {
        Size picoseconds = count.times(COPY);
        return new Split(count, LANE_GRANULE, picoseconds, picoseconds);
    }

    private static double large(Size size) {
        return size.evaluate(size.freeNames().stream().collect(Collectors.toMap(n -> n, n -> LARGE)));
    }

    /** Outermost first; of a product, rows or columns come last: columns, if each part copies its own panels. */
    private List<Integer> preference() {
        var order =
                new ArrayList<>(IntStream.range(0, group.space().size()).boxed().toList());
        int[] axes = group.contractionAxes();
        if (axes != null) {
            int columns = axes[0] == lane ? axes[0] : axes[1];
            int rows = axes[0] + axes[1] - columns;
            order.removeAll(List.of(rows, columns));
            boolean packed = columns == lane && OperandPacking.pays(group);
            boolean wide = packed || nominal(columns) > nominal(rows) && nominal(columns) >= ENOUGH * granule(columns);
            order.addAll(wide ? List.of(columns, rows) : List.of(rows, columns));
        }
        return order;
    }

    private double nominal(int axis) {
        return Nominal.of(group.space().get(axis));
    }

    private int granule(int axis) {
        if (axis == lane) {
            return LANE_GRANULE;
        }
        int[] axes = group.contractionAxes();
        boolean tiled = axes != null
                ? axis == axes[0] || axis == axes[1]
                : !group.folds().isEmpty() && axis == group.space().size() - 1;
        return tiled ? TILE_GRANULE : 1;
    }

    private Size picoseconds(boolean plain) {
        Size sum = Size.ZERO;
        boolean contraction = group.contractionAxes() != null;
        for (int u = 0; u < group.units().size(); u++) {
            Unit unit = group.units().get(u);
            UnitReads reads = group.reads(u);
            int cost = plain ? PLAIN : contraction && unit.isFold() ? CONTRACTION : VECTOR;
            int memory = contraction ? 0 : MEMORY * (1 + reads.nodes().size());
            sum = sum.plus(turns(unit).times(Math.round(cost * Math.max(1, reads.cost())) + memory));
        }
        return sum;
    }

    private static Size turns(Unit unit) {
        Size turns = unit.node().shape().count();
        if (unit.isFold()) {
            for (Size extent : ((Lowering.Fold) unit.lowering()).extents()) {
                turns = turns.times(extent);
            }
        }
        return turns;
    }
}
