// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gradwright.compiler.graph.Leaf;
import org.gradwright.compiler.graph.Lowering;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.kernel.Buffer;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Expr.Local;
import org.gradwright.compiler.kernel.Kernel;
import org.gradwright.compiler.kernel.Stmt;

/**
 * From a graph to kernels: decides what gets memory, computes the rest where it is used, merges loop nests, orders them,
 * and writes updated variables in place where nobody reads the old value any more. Where that cannot be had (two states
 * that swap), the new value goes to memory of its own first and is copied at the end.
 */
public final class Fusion {
    /** Copies of fewer elements are not worth a second thread. */
    private static final int LONG_COPY = 1 << 15;

    private final ProgramSpec spec;
    private final double least;
    private final List<Node> nodes;
    private final Set<Node> kept;
    private final BufferTable table;
    private final Map<Unit, List<Buffer>> targets = new LinkedHashMap<>();
    /** From a variable (or a further target of a scatter) to the memory that holds its new value. */
    private final Map<Buffer, Buffer> copies = new LinkedHashMap<>();

    private final Map<String, Split> splits = new LinkedHashMap<>();

    private Fusion(ShortRows.Layout layout, double least) {
        this.spec = layout.spec();
        this.least = least;
        this.nodes = Nodes.topological(spec.roots());
        this.kept = Materialisation.decide(nodes, spec.roots(), layout.copies());
        this.table = new BufferTable(spec);
    }

    /** The kernels of a program. */
    public static KernelProgram fuse(ProgramSpec spec) {
        return fuse(spec, Splitting.LEAST_PICOSECONDS);
    }

    /**
     * As {@link #fuse(ProgramSpec)}.
     *
     * @param least kernels with less work than so many picoseconds are never divided between threads
     */
    public static KernelProgram fuse(ProgramSpec spec, double least) {
        return new Fusion(ShortRows.apply(Swapping.apply(spec)), least).run();
    }

    private KernelProgram run() {
        Set<Node> updates = Nodes.identitySet();
        updates.addAll(spec.next().values());
        List<Group> groups = Grouping.of(units(), kept, updates);
        var ordering = new Ordering(groups);
        for (Group group : groups) {
            group.units().forEach(unit -> assign(group, unit, ordering));
        }
        List<Kernel> kernels = kernels(ordering.order());
        return new KernelProgram(spec.name(), kernels, splits, table.used(kernels), table.outputs());
    }

    private List<Unit> units() {
        var units = new ArrayList<Unit>();
        for (Node node : nodes) {
            if (isStored(node)) {
                table.stored(node);
            } else if (kept.contains(node)) {
                units.add(new Unit(node, false));
            }
        }
        table.demands().forEach((buffer, node) -> {
            Unit unit = new Unit(node, isStored(node));
            targets.computeIfAbsent(unit, u -> new ArrayList<>()).add(buffer);
            if (unit.copy() && !units.contains(unit)) {
                units.add(unit);
            }
        });
        return units;
    }

    private static boolean isStored(Node node) {
        return node.operation().lowering(node) instanceof Lowering.Stored;
    }

    /** Settles where a unit writes, and where others read its value. */
    private void assign(Group group, Unit unit, Ordering ordering) {
        List<Buffer> direct = new ArrayList<>();
        List<Buffer> later = new ArrayList<>();
        for (Buffer buffer : targets.getOrDefault(unit, List.of())) {
            Node variable = table.variable(buffer);
            boolean inPlace = variable == null || ordering.overwrite(group, variable);
            (inPlace ? direct : later).add(buffer);
        }
        boolean read = !unit.copy() && ordering.isReadElsewhere(unit.node(), group);
        if (direct.isEmpty() && (read || unit.isScatter() || !later.isEmpty())) {
            direct.add(table.temporary(unit.node()));
        }
        if (unit.isScatter()) {
            later.addAll(direct.subList(1, direct.size()));
            direct = List.of(direct.get(0));
        }
        if (!direct.isEmpty()) {
            Buffer value = direct.get(0);
            targets.put(unit, direct);
            later.forEach(variable -> copies.put(variable, value));
        }
        if (!unit.copy() && !direct.isEmpty()) {
            table.put(unit.node(), direct.get(0));
        }
    }

    private List<Kernel> kernels(List<Group> groups) {
        var names = new KernelNames();
        var order = new IdentityHashMap<Node, Integer>();
        nodes.forEach(n -> order.put(n, order.size()));
        var kernels = new ArrayList<Kernel>();
        for (Group group : groups) {
            Nest nest = Nest.of(group, table.buffers(), targets, kept);
            VectorBuilder.Form vectors = VectorBuilder.build(nest, table::temporary, least);
            var splitting = new Splitting(group, vectors.lane(), least);
            int axis = splitting.axis();
            var builder = new LoopBuilder(nest, axis);
            List<Stmt> body = builder.build();
            Set<Node> computed = builder.computed();
            group.units().forEach(u -> computed.add(u.node()));
            List<Node> inOrder =
                    computed.stream().sorted(Comparator.comparing(order::get)).toList();
            String name = names.name(group, this::updated);
            List<String> comment = KernelNames.comment(inOrder);
            int line = KernelNames.line(group);
            kernels.add(new Kernel(name, comment, line, body, vectorForm(vectors, name, comment, line)));
            if (axis != Splitting.NONE) {
                splits.put(name, splitting.along(axis, nest.flat()));
            }
        }
        copies.forEach((variable, value) -> kernels.add(copy(variable, value)));
        return kernels;
    }

    private static List<Kernel> vectorForm(VectorBuilder.Form form, String name, List<String> comment, int line) {
        var kernels = new ArrayList<Kernel>();
        for (List<Stmt> nest : form.nests()) {
            String part = kernels.isEmpty() ? name : name + "_part" + (kernels.size() + 1);
            kernels.add(new Kernel(part, comment, line, nest));
        }
        return kernels;
    }

    /** The path of the variable that a unit gives its next value. */
    private Optional<String> updated(Unit unit) {
        return targets.getOrDefault(unit, List.of()).stream()
                .flatMap(b -> table.updatedPath(b).stream())
                .findFirst();
    }

    private Kernel copy(Buffer variable, Buffer value) {
        Local index = Indices.inner(0);
        Size count = table.count(variable);
        String name = "copy_" + KernelNames.identifier(variable.name());
        boolean split = count.known() >= LONG_COPY;
        if (split) {
            splits.put(name, Splitting.copy(count));
        }
        Bounds bounds = Bounds.of(count, split);
        Stmt store = new Stmt.Store(variable, index, new Expr.Load(value, index));
        Stmt loop = new Stmt.For(index, bounds.from(), bounds.to(), 1, List.of(store));
        return new Kernel(name, List.of(), 0, List.of(loop));
    }

    /** The path of a leaf. */
    static String path(Node leaf) {
        return ((Leaf) leaf.operation()).path();
    }
}
