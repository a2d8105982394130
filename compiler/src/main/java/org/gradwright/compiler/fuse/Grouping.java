// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.gradwright.compiler.graph.Lowering;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nominal;
import org.gradwright.compiler.graph.Variable;

/**
 * Merges units into loop nests: a unit joins the latest nest of the same space in which all that it reads is ready,
 * provided that they have something to share and that what it reads of the nest is the very element at hand.
 */
final class Grouping {
    /** The largest cost of one iteration, so that the method stays far below what the JIT refuses to compile. */
    private static final double LARGEST = 250;

    /** The most subexpressions, for units that cost little and yet are code: copies of many states. */
    static final int LONGEST = 800;

    /** So many elements do not fill a vector. */
    private static final int FEW = 16;

    /** So many nests that read the same tensor are asked, the latest first: a weight that all layers share would take long. */
    private static final int MOST_ASKED = 100;

    /** What may follow a contraction in its registers; more would spill the tile. */
    private static final double EPILOGUE = 20;

    /** The most subexpressions of the same: the code is there once for each element of a tile. */
    private static final int LONGEST_EPILOGUE = 44;

    private final Set<Node> kept;
    private final Set<Node> updates;
    private final List<Group> groups = new ArrayList<>();
    private final Map<Node, Integer> groupOf = new IdentityHashMap<>();
    /** The groups that read or compute a node. */
    private final Map<Node, NavigableSet<Integer>> sharing = new IdentityHashMap<>();
    /** Those without loops, which need nothing to share. */
    private final NavigableSet<Integer> scalars = new TreeSet<>();

    private final Map<RepeatBody, Integer> loops = new HashMap<>();

    private Grouping(Set<Node> kept, Set<Node> updates) {
        this.kept = kept;
        this.updates = updates;
    }

    /**
     * The groups in an order in which each comes after those that it reads.
     *
     * @param kept the nodes in memory
     * @param updates new values of variables: they do not follow a contraction in its registers, where an optimiser's
     *     arithmetic would be spilled and never vectorised, but get a loop of their own
     */
    static List<Group> of(List<Unit> units, Set<Node> kept, Set<Node> updates) {
        var grouping = new Grouping(kept, updates);
        units.forEach(grouping::place);
        return grouping.groups;
    }

    private void place(Unit unit) {
        UnitReads reads = UnitReads.of(unit, kept);
        if (unit.isRepeat()) {
            repeat(unit, reads);
            return;
        }
        var alone = new Group(unit, reads);
        for (int g : candidates(unit, reads)) {
            if (fits(groups.get(g), alone)) {
                groups.get(g).add(unit, reads);
                record(unit, reads, g);
                return;
            }
        }
        groups.add(alone);
        record(unit, reads, groups.size() - 1);
    }

    /** All that a loop leaves behind is computed together, and nothing else with it. */
    private void repeat(Unit unit, UnitReads reads) {
        RepeatBody body = ((RepeatResult) unit.node().operation()).body();
        Integer known = loops.putIfAbsent(body, groups.size());
        if (known == null) {
            groups.add(new Group(unit, reads));
        } else {
            groups.get(known).add(unit, reads);
        }
        record(unit, reads, loops.get(body));
    }

    /** The groups that may have something to share with a unit, the latest first. */
    private Set<Integer> candidates(Unit unit, UnitReads reads) {
        var candidates = new TreeSet<Integer>(Comparator.reverseOrder());
        int earliest = Math.max(0, earliest(reads));
        if (unit.space().isEmpty()) {
            addLatest(candidates, scalars, earliest);
        } else {
            reads.nodes().keySet().forEach(n -> addLatest(candidates, sharing(n), earliest));
        }
        return candidates;
    }

    private static void addLatest(Set<Integer> candidates, NavigableSet<Integer> groups, int earliest) {
        groups.tailSet(earliest, true).descendingSet().stream()
                .limit(MOST_ASKED)
                .forEach(candidates::add);
    }

    private NavigableSet<Integer> sharing(Node node) {
        return sharing.computeIfAbsent(node, n -> new TreeSet<>());
    }

    private void record(Unit unit, UnitReads reads, int group) {
        reads.nodes().keySet().forEach(n -> sharing(n).add(group));
        if (unit.space().isEmpty()) {
            scalars.add(group);
        }
        if (!unit.copy()) {
            groupOf.put(unit.node(), group);
            sharing(unit.node()).add(group);
        }
    }

    private int earliest(UnitReads reads) {
        return Stream.concat(reads.nodes().keySet().stream(), reads.after().stream())
                .mapToInt(n -> groupOf.getOrDefault(n, -1))
                .max()
                .orElse(-1);
    }

    /** @param alone the unit in a group of its own */
    private boolean fits(Group group, Group alone) {
        Unit unit = alone.units().get(0);
        UnitReads reads = alone.reads(0);
        Unit first = group.units().get(0);
        boolean scatters = unit.isScatter() || first.isScatter();
        return !scatters
                && !first.isRepeat()
                && group.space().equals(unit.space())
                && readsInPlace(group, reads)
                && shares(group, unit, reads)
                && group.cost() + reads.cost() <= LARGEST
                && group.size() + reads.size() <= LONGEST
                && foldsAgree(group, alone)
                && !mixesFunctions(group, unit, reads)
                && alone.isTransposition() == group.isTransposition()
                && overwritesInPlace(group, unit, reads);
    }

    private static boolean readsInPlace(Group group, UnitReads reads) {
        return reads.nodes().entrySet().stream().allMatch(r -> r.getValue() || !group.computes(r.getKey()));
    }

    private static boolean shares(Group group, Unit unit, UnitReads reads) {
        return unit.space().isEmpty()
                || reads.nodes().keySet().stream().anyMatch(n -> group.computes(n) || group.reads(n));
    }

    private boolean foldsAgree(Group group, Group alone) {
        Unit unit = alone.units().get(0);
        if (group.contractionAxes() != null) {
            return !unit.isFold() && !updates.contains(unit.node()) && fitsEpilogue(group, alone);
        }
        if (!unit.isFold() || group.space().isEmpty()) {
            return true;
        }
        return alone.contractionAxes() == null
                && group.folds().stream().allMatch(f -> extents(f).equals(extents(unit)));
    }

    /** Costly functions get loops of their own: a fold that has no vector form would leave them without one. */
    private static boolean mixesFunctions(Group group, Unit unit, UnitReads reads) {
        if (Nominal.product(unit.space()) < FEW) {
            return false;
        }
        boolean costlyUnit = !unit.isFold()
                && reads.cost() >= Materialisation.COSTLY
                && !group.folds().isEmpty();
        boolean costlyGroup = unit.isFold() && group.folds().isEmpty() && group.cost() >= Materialisation.COSTLY;
        return costlyUnit || costlyGroup;
    }

    /** A variable's new value takes the old one's place, unless others in the loop still need elements of it. */
    private boolean overwritesInPlace(Group group, Unit unit, UnitReads reads) {
        boolean update =
                updates.contains(unit.node()) || group.units().stream().anyMatch(u -> updates.contains(u.node()));
        return !update
                || reads.nodes().entrySet().stream()
                        .filter(r -> r.getKey().operation() instanceof Variable && group.reads(r.getKey()))
                        .allMatch(r -> r.getValue() && group.readsInPlace(r.getKey()));
    }

    private static boolean fitsEpilogue(Group group, Group alone) {
        double cost = alone.cost();
        int size = alone.size();
        for (int u = 0; u < group.units().size(); u++) {
            boolean follows = !group.units().get(u).isFold();
            cost += follows ? group.reads(u).cost() : 0;
            size += follows ? group.reads(u).size() : 0;
        }
        return cost <= EPILOGUE && size <= LONGEST_EPILOGUE;
    }

    private static List<org.gradwright.compiler.graph.Size> extents(Unit unit) {
        return ((Lowering.Fold) unit.lowering()).extents();
    }
}
