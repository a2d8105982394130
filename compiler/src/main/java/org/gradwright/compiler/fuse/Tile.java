// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.gradwright.compiler.graph.Input;
import org.gradwright.compiler.graph.Lowering;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.kernel.Buffer;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Expr.Local;
import org.gradwright.compiler.kernel.Givens;
import org.gradwright.compiler.kernel.Scalar;
import org.gradwright.compiler.kernel.Stmt;

/**
 * The innermost part of a loop nest: the elements, or vectors of elements, that are computed side by side. Each has an
 * accumulator of its own, so that the order of the additions of one element is always that of the inner loop.
 */
final class Tile {
    private final Nest nest;
    private final Group group;
    private final boolean vector;
    private final boolean spills;
    private final Optional<OperandPacking> packing;
    private final Optional<RowPacking> rows;
    private final int turns;
    private final Indices indices = new Indices();
    private final Lanes lanes = new Lanes(indices);
    private final List<Instance> instances = new ArrayList<>();
    private final Map<Expr, Instance> byPosition = new IdentityHashMap<>();
    private final Lowerer lowerer = new Lowerer(indices, new Registers());
    private Function<List<Expr>, Expr> product;
    private boolean refused;
    private boolean folding;

    /**
     * One element of the tile.
     *
     * @param number among those side by side
     * @param values the nodes that are in registers already
     * @param results what each unit will store
     */
    private record Instance(
            int number,
            List<Expr> outer,
            Expr position,
            String suffix,
            Map<Node, Expr> values,
            Map<Unit, Expr> results) {
        Instance(int number, List<Expr> outer, Expr position, String suffix) {
            this(number, outer, position, suffix, new IdentityHashMap<>(), new HashMap<>());
        }
    }

    /**
     * @param vector whether indices contain the lane, and values are vectors
     * @param spills whether vectors may be longer than a row
     * @param packing copies the operand of a contraction that is in the lanes
     * @param rows copies the one that is broadcast
     * @param turns how many turns of the innermost loop of a fold are taken at a time: more than one only if they come
     *     out even, and only for a fold with a single sum and a single loop
     */
    Tile(
            Nest nest,
            boolean vector,
            boolean spills,
            Optional<OperandPacking> packing,
            Optional<RowPacking> rows,
            int turns) {
        this.nest = nest;
        this.group = nest.group();
        this.vector = vector;
        this.spills = spills;
        this.packing = packing;
        this.rows = rows;
        this.turns = turns;
    }

    /** Reads of what the tile has computed come from registers, all others from memory. */
    private final class Registers implements Lowerer.Memory {
        @Override
        public boolean holds(Node node) {
            return nest.kept().contains(node);
        }

        @Override
        public Expr load(Node node, Expr position) {
            Instance instance = byPosition.get(position);
            Expr value = instance == null ? null : instance.values().get(node);
            if (value != null) {
                return value;
            }
            Buffer buffer = nest.buffers().get(node);
            if (buffer == null) {
                throw new IllegalStateException("no memory for " + node + " at " + position);
            }
            Expr plain = new Expr.Load(buffer, position);
            return vector ? vectorLoad(node, buffer, position, plain) : plain;
        }

        private Expr vectorLoad(Node node, Buffer buffer, Expr position, Expr plain) {
            Expr load = lanes.load(node, buffer, position);
            refused |= load == null || load.varies() && isBeyond(node);
            return load == null ? plain : load;
        }

        /** Behind the last row of an operand the arena goes on, a caller's array does not. */
        private boolean isBeyond(Node node) {
            return spills && folding && node.operation() instanceof Input;
        }
    }

    Indices indices() {
        return indices;
    }

    Lowerer lowerer() {
        return lowerer;
    }

    /** Whether something was asked of a vector tile that it cannot do. */
    boolean isRefused() {
        return refused;
    }

    /** From now on, what a fold makes is read where a product has put it. @param place from the index of an element */
    void readProduct(Function<List<Expr>, Expr> place) {
        product = place;
    }

    /** What a fold makes of its accumulators in one turn of its loops. */
    List<Expr> turn(Unit unit, List<Expr> outer, List<Expr> inner, List<Expr> accumulators) {
        var fold = (Lowering.Fold) unit.lowering();
        return fold.step().next(lowerer.inputsOf(unit.node()), unit.index(outer), inner, accumulators);
    }

    /** The statements of a flat loop's body, given the position. */
    List<Stmt> flat(Expr position) {
        clear();
        add(List.of(), position, "");
        return statements();
    }

    /**
     * The statements of the body of a loop nest.
     *
     * @param index one expression an axis of the group's space
     * @param offsets what to add to it for each of the elements side by side, by axis
     */
    List<Stmt> at(Expr[] index, List<List<Expr>> offsets) {
        clear();
        addInstances(index, offsets, new ArrayList<>(), "");
        return statements();
    }

    private void clear() {
        instances.clear();
        byPosition.clear();
        lowerer.forget();
    }

    private void add(List<Expr> outer, Expr position, String suffix) {
        var instance = new Instance(instances.size(), outer, indices.normalise(position), suffix);
        instances.add(instance);
        byPosition.putIfAbsent(instance.position(), instance);
    }

    private void addInstances(Expr[] index, List<List<Expr>> offsets, List<Expr> outer, String suffix) {
        int axis = outer.size();
        if (axis == index.length) {
            Unit unit = group.units().get(0);
            Expr position = lowerer.position(unit.index(outer), unit.node().shape());
            add(List.copyOf(outer), position, suffix);
            return;
        }
        List<Expr> along = offsets.get(axis);
        for (int u = 0; u < along.size(); u++) {
            outer.add(index[axis].plus(along.get(u)));
            addInstances(index, offsets, outer, along.size() == 1 ? suffix : suffix + "_" + u);
            outer.remove(axis);
        }
    }

    private List<Stmt> statements() {
        var statements = new ArrayList<Stmt>();
        var stores = new ArrayList<Stmt>();
        for (Unit unit : group.units()) {
            statements.addAll(!unit.isFold() ? values(unit) : product == null ? fold(unit) : product(unit));
            for (Buffer target : nest.targets(unit)) {
                instances.forEach(i -> stores.add(store(unit, target, i)));
            }
        }
        statements.addAll(stores);
        return statements;
    }

    /** Copies are read before anything is stored, too: two states may swap. */
    private List<Stmt> values(Unit unit) {
        var statements = new ArrayList<Stmt>();
        for (Instance instance : instances) {
            List<Expr> index = index(unit, instance);
            Expr value = unit.copy() ? lowerer.value(unit.node(), index) : lowerer.compute(unit.node(), index);
            statements.add(keep(unit, instance, value));
        }
        return statements;
    }

    /** The unit's index at an instance; in a flat loop, from the position alone. */
    private List<Expr> index(Unit unit, Instance instance) {
        boolean flat = instance.outer().isEmpty() && !group.space().isEmpty();
        return flat ? lowerer.unpack(instance.position(), unit.node().shape()) : unit.index(instance.outer());
    }

    private Stmt keep(Unit unit, Instance instance, Expr value) {
        Local local = new Local(name(unit) + instance.suffix(), value.type(), value.varies());
        instance.results().put(unit, local);
        if (!unit.copy()) {
            instance.values().put(unit.node(), local);
        }
        return new Stmt.Let(local, value);
    }

    private String name(Unit unit) {
        return "v" + group.units().indexOf(unit) + "_" + unit.node().name();
    }

    private Stmt store(Unit unit, Buffer target, Instance instance) {
        Expr value = instance.results().get(unit);
        Expr stored = value.type() == Scalar.BOOL ? value.select(Expr.whole(1), Expr.whole(0)) : value;
        if (!vector) {
            return new Stmt.Store(target, instance.position(), stored);
        }
        Expr first = lanes.first(instance.position());
        refused |= !lanes.isRun(instance.position(), first);
        return new Stmt.Store(target, first, stored, true);
    }

    // ---- folds

    private List<Stmt> product(Unit unit) {
        return instances.stream()
                .map(i -> keep(unit, i, new Expr.Load(Stmt.Product.BLOCK, indices.normalise(product.apply(i.outer())))))
                .toList();
    }

    private List<Stmt> fold(Unit unit) {
        var fold = (Lowering.Fold) unit.lowering();
        var statements = new ArrayList<Stmt>();
        for (Instance instance : instances) {
            for (int a = 0; a < fold.initial().size(); a++) {
                statements.add(new Stmt.Var(
                        accumulator(unit, fold, a, instance), fold.initial().get(a)));
            }
        }
        folding = true;
        statements.addAll(reductionLoops(unit, fold, 0, new ArrayList<>()));
        folding = false;
        for (Instance instance : instances) {
            statements.add(keep(unit, instance, accumulator(unit, fold, fold.result(), instance)));
        }
        return statements;
    }

    private Local accumulator(Unit unit, Lowering.Fold fold, int a, Instance instance) {
        String name = "a" + group.units().indexOf(unit) + "_" + a + instance.suffix();
        return new Local(name, fold.initial().get(a).type(), vector);
    }

    private List<Stmt> reductionLoops(Unit unit, Lowering.Fold fold, int axis, List<Expr> inner) {
        if (axis == fold.extents().size()) {
            var steps = new ArrayList<Stmt>();
            for (Instance instance : instances) {
                steps.addAll(accumulate(unit, fold, instance, inner));
            }
            return steps;
        }
        Size extent = fold.extents().get(axis);
        boolean varies = axis == 0 && fold.turns().isPresent();
        if (extent.is(1) && !varies) {
            return reductionLoops(unit, fold, axis + 1, with(inner, Expr.whole(0)));
        }
        Local local = Indices.inner(axis);
        var body = new ArrayList<Stmt>();
        for (int turn = 0; turn < turns; turn++) {
            body.addAll(reductionLoops(unit, fold, axis + 1, with(inner, local.plus(Expr.whole(turn)))));
        }
        if (!varies) {
            return List.of(new Stmt.For(local, Expr.whole(0), extent.expr(), turns, body));
        }
        Local end = new Local("n" + group.units().indexOf(unit), Scalar.INT);
        return List.of(
                new Stmt.Let(end, end(unit, fold.turns().get())), new Stmt.For(local, Expr.whole(0), end, turns, body));
    }

    /** The same for all elements side by side. */
    private Expr end(Unit unit, Lowering.Fold.Turns turns) {
        Expr end = turns.at(index(unit, instances.get(0)));
        refused |= vector && !indices.same(end, Lanes.replace(end, Givens.lane(), Expr.whole(0)));
        if (!instances.stream().allMatch(i -> indices.same(end, turns.at(index(unit, i))))) {
            throw new IllegalStateException("elements side by side take different numbers of turns: " + unit.node());
        }
        return end;
    }

    private static List<Expr> with(List<Expr> inner, Expr next) {
        var extended = new ArrayList<>(inner);
        extended.add(next);
        return extended;
    }

    private List<Stmt> accumulate(Unit unit, Lowering.Fold fold, Instance instance, List<Expr> inner) {
        var accumulators = new ArrayList<Expr>();
        for (int a = 0; a < fold.initial().size(); a++) {
            accumulators.add(accumulator(unit, fold, a, instance));
        }
        List<Expr> next = fold.step().next(inputs(unit, instance, inner), index(unit, instance), inner, accumulators);
        return Statements.assign(accumulators, next);
    }

    private Lowering.Reader inputs(Unit unit, Instance instance, List<Expr> inner) {
        Lowering.Reader inputs = lowerer.inputsOf(unit.node());
        if (rows.isPresent()) {
            Expr turn = inner.get(OperandPacking.axis(unit));
            inputs = rows.get().reader(inputs, instance.outer().get(0), turn, indices);
        }
        if (packing.isPresent()) {
            inputs = packing.get().reader(inputs, instance.number() % Panels.IN_CONTRACTION, inner, indices);
        }
        return inputs;
    }
}
