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
import org.gradwright.compiler.kernel.Fn;
import org.gradwright.compiler.kernel.Scalar;
import org.gradwright.compiler.kernel.Sharing;
import org.gradwright.compiler.kernel.Stmt;

/**
 * Writes the loop nest of a group. Loops along which a fold uses its operands again are unrolled and jammed: several
 * elements are computed side by side, each with an accumulator of its own, so that the order of the additions of one element
 * is always that of the inner loop.
 */
final class LoopBuilder {
    private static final int TILE = 4;

    private final Group group;
    private final Map<Node, Buffer> buffers;
    private final Map<Unit, List<Buffer>> targets;
    private final Set<Node> kept;
    private final Indices indices = new Indices();
    private final List<Instance> instances = new ArrayList<>();
    private final Lowerer lowerer = new Lowerer(indices, new Registers());

    /** One element of the tile: its index and the values that are in registers already. */
    private record Instance(List<Expr> outer, Expr position, String suffix, Map<Node, Expr> values) {}

    LoopBuilder(Group group, Map<Node, Buffer> buffers, Map<Unit, List<Buffer>> targets, Set<Node> kept) {
        this.group = group;
        this.buffers = buffers;
        this.targets = targets;
        this.kept = kept;
    }

    /** Reads of what the tile has computed come from registers, all others from memory. */
    private final class Registers implements Lowerer.Memory {
        @Override
        public boolean holds(Node node) {
            return kept.contains(node);
        }

        @Override
        public Expr load(Node node, Expr position) {
            for (Instance instance : instances) {
                Expr value = instance.values().get(node);
                if (value != null && instance.position() == position) {
                    return value;
                }
            }
            Buffer buffer = buffers.get(node);
            if (buffer == null) {
                throw new IllegalStateException("no memory for " + node + " at " + position);
            }
            return new Expr.Load(buffer, position);
        }
    }

    /** The nodes whose model lines the loops compute. */
    Set<Node> computed() {
        return lowerer.visited();
    }

    List<Stmt> build() {
        Unit first = group.units().get(0);
        if (first.isScatter()) {
            return Sharing.apply(
                    indices.table(),
                    new ScatterBuilder(first, targets.get(first).get(0), indices, lowerer).build());
        }
        List<Stmt> flat = group.isFlat() ? flat() : null;
        boolean whole = flat != null && !Divisions.in(flat);
        List<Stmt> body = whole
                ? flat
                : loops(0, new Expr[group.space().size()], new int[group.space().size()]);
        return Sharing.apply(indices.table(), body);
    }

    /** One loop over all elements: the form that a JIT vectorises best. */
    private List<Stmt> flat() {
        Unit unit = group.units().get(0);
        Local local = Indices.outer(0);
        instances.clear();
        lowerer.forget();
        instances.add(new Instance(List.of(), local, "", new java.util.IdentityHashMap<>()));
        Expr count = unit.node().shape().count().expr();
        return List.of(new Stmt.For(local, Expr.whole(0), count, 1, tileOf()));
    }

    // ---- loops over the elements

    private List<Stmt> loops(int level, Expr[] index, int[] unroll) {
        if (level == index.length) {
            return tile(index, unroll);
        }
        int axis = order().get(level);
        Size size = group.space().get(axis);
        int factor = factor(axis);
        Local local = Indices.outer(axis);
        index[axis] = local;
        if (factor == 1) {
            unroll[axis] = 1;
            return List.of(new Stmt.For(local, Expr.whole(0), size.expr(), 1, loops(level + 1, index, unroll)));
        }
        return unrolled(level, index, unroll, factor);
    }

    private List<Stmt> unrolled(int level, Expr[] index, int[] unroll, int factor) {
        int axis = order().get(level);
        Size size = group.space().get(axis);
        Local local = Indices.outer(axis);
        Expr end = size.isKnown()
                ? Expr.whole((int) (size.known() - size.known() % factor))
                : size.expr().minus(Expr.call(Fn.MOD, size.expr(), Expr.whole(factor)));
        var loops = new ArrayList<Stmt>();
        unroll[axis] = factor;
        loops.add(new Stmt.For(local, Expr.whole(0), end, factor, loops(level + 1, index, unroll)));
        if (!size.isKnown() || size.known() % factor != 0) {
            unroll[axis] = 1;
            loops.add(new Stmt.For(local, end, size.expr(), 1, loops(level + 1, index, unroll)));
        }
        return loops;
    }

    /** Outermost first. A contraction runs down a panel of columns before it takes the next, so that the panel stays in cache. */
    private List<Integer> order() {
        var order =
                new ArrayList<>(IntStream.range(0, group.space().size()).boxed().toList());
        int[] axes = group.contractionAxes();
        if (axes != null) {
            order.remove((Integer) axes[1]);
            order.add(order.indexOf(axes[0]), axes[1]);
        }
        return order;
    }

    private int factor(int axis) {
        if (group.folds().isEmpty() || group.size() * (TILE + 1) > Grouping.LONGEST) {
            return 1;
        }
        int[] axes = group.contractionAxes();
        boolean reused = axes != null
                ? axis == axes[0] || axis == axes[1]
                : axis == group.space().size() - 1;
        Size size = group.space().get(axis);
        return !reused ? 1 : size.isKnown() ? (int) Math.min(TILE, size.known()) : TILE;
    }

    // ---- one tile

    private List<Stmt> tile(Expr[] index, int[] unroll) {
        instances.clear();
        lowerer.forget();
        addInstances(0, index, unroll, new ArrayList<>(), "");
        return tileOf();
    }

    /** The statements that compute the instances. */
    private List<Stmt> tileOf() {
        var statements = new ArrayList<Stmt>();
        var stores = new ArrayList<Stmt>();
        for (Unit unit : group.units()) {
            statements.addAll(unit.isFold() ? fold(unit) : values(unit));
            for (Buffer target : targets.getOrDefault(unit, List.of())) {
                instances.forEach(i -> stores.add(store(unit, target, i)));
            }
        }
        statements.addAll(stores);
        return statements;
    }

    private void addInstances(int axis, Expr[] index, int[] unroll, List<Expr> outer, String suffix) {
        if (axis == index.length) {
            Unit unit = group.units().get(0);
            Expr position = indices.normalise(
                    lowerer.position(unit.index(outer), unit.node().shape()));
            instances.add(new Instance(List.copyOf(outer), position, suffix, new java.util.IdentityHashMap<>()));
            return;
        }
        for (int u = 0; u < unroll[axis]; u++) {
            outer.add(index[axis].plus(Expr.whole(u)));
            addInstances(axis + 1, index, unroll, outer, unroll[axis] == 1 ? suffix : suffix + "_" + u);
            outer.remove(outer.size() - 1);
        }
    }

    private List<Stmt> values(Unit unit) {
        var statements = new ArrayList<Stmt>();
        for (Instance instance : instances) {
            Expr value = unit.copy()
                    ? lowerer.value(unit.node(), index(unit, instance))
                    : lowerer.compute(unit.node(), index(unit, instance));
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
        Local local = new Local(name(unit) + instance.suffix(), value.type());
        if (!unit.copy()) {
            instance.values().put(unit.node(), local);
        }
        return new Stmt.Let(local, value);
    }

    private String name(Unit unit) {
        return "v" + group.units().indexOf(unit) + "_" + unit.node().name();
    }

    private Stmt store(Unit unit, Buffer target, Instance instance) {
        Expr value = new Local(
                name(unit) + instance.suffix(), unit.node().type().element().scalar());
        Expr stored = value.type() == Scalar.BOOL ? value.select(Expr.whole(1), Expr.whole(0)) : value;
        return new Stmt.Store(target, instance.position(), stored);
    }

    // ---- folds

    private List<Stmt> fold(Unit unit) {
        var fold = (Lowering.Fold) unit.lowering();
        var statements = new ArrayList<Stmt>();
        for (Instance instance : instances) {
            for (int a = 0; a < fold.initial().size(); a++) {
                statements.add(new Stmt.Var(
                        accumulator(unit, fold, a, instance), fold.initial().get(a)));
            }
        }
        statements.addAll(reductionLoops(unit, fold, 0, new ArrayList<>()));
        for (Instance instance : instances) {
            statements.add(keep(unit, instance, accumulator(unit, fold, fold.result(), instance)));
        }
        return statements;
    }

    private Local accumulator(Unit unit, Lowering.Fold fold, int a, Instance instance) {
        String name = "a" + group.units().indexOf(unit) + "_" + a + instance.suffix();
        return new Local(name, fold.initial().get(a).type());
    }

    private List<Stmt> reductionLoops(Unit unit, Lowering.Fold fold, int axis, List<Expr> inner) {
        if (axis == fold.extents().size()) {
            return instances.stream()
                    .flatMap(i -> accumulate(unit, fold, i, inner).stream())
                    .toList();
        }
        Size extent = fold.extents().get(axis);
        Local local = Indices.inner(axis);
        var extended = new ArrayList<>(inner);
        extended.add(extent.is(1) ? Expr.whole(0) : local);
        List<Stmt> body = reductionLoops(unit, fold, axis + 1, extended);
        return extent.is(1) ? body : List.of(new Stmt.For(local, Expr.whole(0), extent.expr(), 1, body));
    }

    private List<Stmt> accumulate(Unit unit, Lowering.Fold fold, Instance instance, List<Expr> inner) {
        var accumulators = new ArrayList<Expr>();
        for (int a = 0; a < fold.initial().size(); a++) {
            accumulators.add(accumulator(unit, fold, a, instance));
        }
        List<Expr> next = fold.step().next(lowerer.inputsOf(unit.node()), index(unit, instance), inner, accumulators);
        return next.size() == 1
                ? List.of(assign(accumulators.get(0), next.get(0)))
                : assignTogether(accumulators, next);
    }

    private static Stmt assign(Expr accumulator, Expr value) {
        return new Stmt.Assign((Local) accumulator, value);
    }

    /** Each accumulator's next value may depend on the present one of every other. */
    private static List<Stmt> assignTogether(List<Expr> accumulators, List<Expr> next) {
        var statements = new ArrayList<Stmt>();
        var assigns = new ArrayList<Stmt>();
        for (int a = 0; a < next.size(); a++) {
            Local local = new Local(
                    "n" + ((Local) accumulators.get(a)).name(), next.get(a).type());
            statements.add(new Stmt.Let(local, next.get(a)));
            assigns.add(assign(accumulators.get(a), local));
        }
        statements.addAll(assigns);
        return statements;
    }
}
