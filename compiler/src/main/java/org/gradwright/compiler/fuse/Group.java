// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nominal;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.op.Transpose;

/** Units that share one loop nest, each after those that it reads. */
final class Group {
    private final List<Size> space;
    private final List<Unit> units = new ArrayList<>();
    private final List<UnitReads> reads = new ArrayList<>();
    private final List<Unit> folds = new ArrayList<>();
    private int[] contractionAxes;
    private double cost;
    private int size;

    Group(Unit unit, UnitReads unitReads) {
        this.space = unit.space();
        add(unit, unitReads);
    }

    void add(Unit unit, UnitReads unitReads) {
        units.add(unit);
        reads.add(unitReads);
        cost += unitReads.cost();
        size += unitReads.size();
        if (unit.isFold()) {
            folds.add(unit);
            contractionAxes = contractionAxes == null ? contractionAxes(unitReads) : contractionAxes;
        }
    }

    List<Size> space() {
        return space;
    }

    List<Unit> units() {
        return units;
    }

    UnitReads reads(int unit) {
        return reads.get(unit);
    }

    boolean computes(Node node) {
        return units.stream().anyMatch(u -> u.node() == node && !u.copy());
    }

    boolean reads(Node node) {
        return reads.stream().anyMatch(r -> r.nodes().containsKey(node));
    }

    /** The nodes in memory that some unit reads. */
    Set<Node> readNodes() {
        var nodes = new LinkedHashSet<Node>();
        reads.forEach(r -> nodes.addAll(r.nodes().keySet()));
        return nodes;
    }

    /** The nodes in memory that some unit is computed after, whether it reads them or not. */
    Set<Node> earlierNodes() {
        Set<Node> nodes = readNodes();
        reads.forEach(r -> nodes.addAll(r.after()));
        return nodes;
    }

    /** Whether every read of a node in memory is of the element that is being computed. */
    boolean readsInPlace(Node node) {
        return reads.stream().allMatch(r -> r.nodes().getOrDefault(node, true));
    }

    /** Whether one loop over all elements could do: every read is of the element at hand or of a scalar. */
    boolean isFlat() {
        return folds().isEmpty()
                && space.size() > 1
                && reads.stream().allMatch(r -> r.nodes().entrySet().stream()
                        .allMatch(
                                e -> e.getValue() || e.getKey().shape().count().is(1)));
    }

    /** Whether elements are copied to another order: each is read once, from places that are far apart. */
    boolean isTransposition() {
        return folds().isEmpty()
                && space.size() > 1
                && (Nominal.product(space) >= Materialisation.LARGE || areTransposes())
                && reads.stream().anyMatch(UnitReads::across);
    }

    private boolean areTransposes() {
        return units.stream().allMatch(u -> u.node().operation() instanceof Transpose);
    }

    double cost() {
        return cost;
    }

    /** What the code of one element grows with. */
    int size() {
        return size;
    }

    List<Unit> folds() {
        return folds;
    }

    /** The two axes whose loops are unrolled together because values are used again along both; null without any. */
    int[] contractionAxes() {
        return contractionAxes;
    }

    private int[] contractionAxes(UnitReads unitReads) {
        for (int b = space.size() - 1; b > 0; b--) {
            for (int a = b - 1; a >= 0; a--) {
                if (unitReads.isContraction(Indices.outer(a), Indices.outer(b))) {
                    return new int[] {a, b};
                }
            }
        }
        return null;
    }
}
