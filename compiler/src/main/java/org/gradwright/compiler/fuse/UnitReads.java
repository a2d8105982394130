// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradwright.compiler.graph.Lowering;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.kernel.Cost;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Expr.Local;
import org.gradwright.compiler.kernel.Scalar;

/**
 * What a unit reads from memory, found by lowering it once.
 *
 * @param nodes from a node in memory to whether each read of it is of the very element that the unit computes
 * @param after nodes in memory that it is computed after without reading them
 * @param dependences for each load, the loop indices that its position depends on
 * @param cost of one element (of one step, for a fold)
 * @param across whether something is read whose neighbours along the last axis are not neighbours in memory
 * @param size the number of distinct subexpressions, and some for the store: what the code of one element grows with
 */
record UnitReads(
        Map<Node, Boolean> nodes,
        Set<Node> after,
        List<Set<Local>> dependences,
        double cost,
        int size,
        boolean across) {
    private static final int STORE = 4;

    static UnitReads of(Unit unit, Set<Node> kept) {
        return unit.isRepeat() ? ofRepeat(unit) : new Trial(unit, kept).run();
    }

    /** A loop reads all of what it is given. */
    private static UnitReads ofRepeat(Unit unit) {
        var nodes = new LinkedHashMap<Node, Boolean>();
        unit.node().inputs().forEach(n -> nodes.put(n, false));
        return new UnitReads(nodes, Set.of(), List.of(), 0, STORE, false);
    }

    private static final class Trial implements Lowerer.Memory {
        private final Unit unit;
        private final Set<Node> kept;
        private final Indices indices = new Indices();
        private final Lowerer lowerer = new Lowerer(indices, this);
        private final Map<Node, Boolean> nodes = new LinkedHashMap<>();
        private final List<Set<Local>> dependences = new ArrayList<>();
        private final List<Expr> outer = new ArrayList<>();
        private final Expr own;
        private boolean across;

        Trial(Unit unit, Set<Node> kept) {
            this.unit = unit;
            this.kept = kept;
            for (int axis = 0; axis < unit.space().size(); axis++) {
                outer.add(Indices.outer(axis));
            }
            this.own = indices.normalise(
                    lowerer.position(unit.index(outer), unit.node().shape()));
        }

        UnitReads run() {
            List<Expr> values = lower();
            double cost = values.stream().mapToDouble(Cost::of).sum();
            Set<Expr> seen = java.util.Collections.newSetFromMap(new IdentityHashMap<>());
            values.forEach(value -> collect(value, new LinkedHashSet<>(), seen));
            int size = seen.stream().mapToInt(Trial::length).sum() + STORE;
            return new UnitReads(nodes, after(), dependences, cost, size, across);
        }

        private Set<Node> after() {
            Set<Node> after = Nodes.identitySet();
            Set<Node> seen = Nodes.identitySet();
            lowerer.visited().stream()
                    .filter(n -> n.operation() instanceof After)
                    .forEach(n -> collect(n.input(1), after, seen));
            return after;
        }

        /** What is in memory of what a node is computed from. */
        private void collect(Node node, Set<Node> found, Set<Node> seen) {
            if (kept.contains(node)) {
                found.add(node);
            } else if (seen.add(node)) {
                node.inputs().forEach(input -> collect(input, found, seen));
            }
        }

        /** A condition is a jump, and two constants. */
        private static int length(Expr expr) {
            return expr.type() == Scalar.BOOL ? 2 : 1;
        }

        private List<Expr> lower() {
            Node node = unit.node();
            List<Expr> index = unit.index(outer);
            if (unit.copy()) {
                return List.of(load(node, own));
            }
            if (unit.lowering() instanceof Lowering.Fold fold) {
                List<Expr> accumulators = fold.initial();
                return fold.step().next(lowerer.inputsOf(node), index, innerIndex(fold.extents()), accumulators);
            }
            if (unit.lowering() instanceof Lowering.Scatter scatter) {
                List<Expr> source = innerIndex(scatter.extents());
                var all = new ArrayList<>(scatter.target().at(lowerer.inputsOf(node), source));
                all.add(scatter.value().at(lowerer.inputsOf(node), source));
                return all;
            }
            return List.of(lowerer.compute(node, index));
        }

        private static List<Expr> innerIndex(List<org.gradwright.compiler.graph.Size> extents) {
            var index = new ArrayList<Expr>();
            for (int axis = 0; axis < extents.size(); axis++) {
                index.add(extents.get(axis).is(1) ? Expr.whole(0) : Indices.inner(axis));
            }
            return index;
        }

        @Override
        public boolean holds(Node node) {
            return kept.contains(node);
        }

        @Override
        public Expr load(Node node, Expr position) {
            boolean same = position == own && !unit.isScatter();
            nodes.merge(node, same, Boolean::logicalAnd);
            dependences.add(locals(position));
            across |= !outer.isEmpty() && indices.runsAcross(position, outer.size() - 1);
            return new Local("m" + nodes.size(), memoryType(node));
        }

        private static Scalar memoryType(Node node) {
            return node.type().element().scalar();
        }

        private static Set<Local> locals(Expr position) {
            var found = new LinkedHashSet<Local>();
            Set<Expr> seen = java.util.Collections.newSetFromMap(new IdentityHashMap<>());
            collect(position, found, seen);
            return found;
        }

        private static void collect(Expr expr, Set<Local> found, Set<Expr> seen) {
            if (seen.add(expr)) {
                if (expr instanceof Local local) {
                    found.add(local);
                }
                expr.children().forEach(child -> collect(child, found, seen));
            }
        }
    }

    /**
     * Whether one operand varies along one axis only and another along the other: each value is used again and again. Where something
     * varies along both, as what a layer norm sums beside a row's scale and a column's, most is read for one element only.
     */
    boolean isContraction(Local a, Local b) {
        return dependences.stream().anyMatch(d -> d.contains(a) && !d.contains(b))
                && dependences.stream().anyMatch(d -> d.contains(b) && !d.contains(a))
                && dependences.stream().noneMatch(d -> d.contains(a) && d.contains(b));
    }
}
