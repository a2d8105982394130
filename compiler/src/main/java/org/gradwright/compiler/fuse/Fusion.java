// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.gradwright.compiler.fuse.layout.Layout;
import org.gradwright.compiler.graph.Leaf;
import org.gradwright.compiler.graph.Lowering;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.graph.ProgramSpec;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.kernel.Buffer;
import org.gradwright.compiler.kernel.Kernel;

/**
 * From a graph to kernels: decides what gets memory, computes the rest where it is used, merges loop nests, orders them,
 * and writes updated variables in place where nobody reads the old value any more. Where that cannot be had (two states
 * that swap), the new value goes to memory of its own first and is copied at the end.
 */
public final class Fusion {
    private final ProgramSpec spec;
    private final double least;
    private final WrittenCode code;
    private final List<Node> nodes;
    private final Set<Node> kept;
    private final BufferTable table;
    private final Map<Unit, List<Buffer>> targets = new LinkedHashMap<>();
    /** From a variable (or a further target of a scatter) to the memory that holds its new value. */
    private final Map<Buffer, Copy> copies = new LinkedHashMap<>();

    /** A value in memory, so many elements. */
    private record Copy(Buffer value, Size count) {}

    private Fusion(Layout layout, BufferTable table, double least, WrittenCode code) {
        this.spec = layout.spec();
        this.least = least;
        this.code = code;
        this.nodes = Nodes.topological(spec.roots());
        Set<Node> copies = Nodes.identitySet();
        copies.addAll(layout.copies());
        nodes.stream().filter(n -> n.operation() instanceof RepeatResult).forEach(n -> copies.addAll(n.inputs()));
        this.kept = Materialisation.decide(nodes, spec.roots(), copies);
        this.table = table;
    }

    private static Layout laidOut(ProgramSpec spec) {
        return Layout.of(RowDivisions.apply(spec));
    }

    /** The kernels of a program. */
    public static KernelProgram fuse(ProgramSpec spec) {
        return fuse(spec, new WrittenCode());
    }

    /** As {@link #fuse(ProgramSpec)}. @param written the code of earlier programs, which this one uses and adds to */
    public static KernelProgram fuse(ProgramSpec spec, WrittenCode written) {
        return fuse(spec, Splitting.LEAST_PICOSECONDS, written);
    }

    /**
     * As {@link #fuse(ProgramSpec, WrittenCode)}.
     *
     * @param least kernels with less work than so many picoseconds are never divided between threads
     */
    public static KernelProgram fuse(ProgramSpec spec, double least, WrittenCode written) {
        Layout layout = laidOut(Closing.apply(spec, Set.of()));
        return new Fusion(layout, new BufferTable(layout.spec()), least, written).run();
    }

    /**
     * Writes the kernels of a loop's body.
     *
     * @param table knows where the leaves are
     * @param places where what the body hands on and emits goes: the buffers in order, null for what nobody reads
     * @param least as above
     */
    static KernelWriter body(
            RepeatBody body, BufferTable table, List<Buffer> places, KernelWriter around, double least) {
        var roots = new ArrayList<>(body.next());
        roots.addAll(body.emits());
        var wanted = new LinkedHashMap<String, Node>();
        for (int i = 0; i < roots.size(); i++) {
            if (places.get(i) != null) {
                wanted.put(Integer.toString(i), roots.get(i));
            }
        }
        var spec = new ProgramSpec("body", Map.of(), wanted, Map.of());
        Layout layout = laidOut(Closing.apply(spec, body.level()));
        layout.spec().outputs().forEach((i, node) -> table.demand(places.get(Integer.parseInt(i)), node));
        return new Fusion(layout, table, least, new WrittenCode()).written(Nodes.identitySet(), around);
    }

    private KernelProgram run() {
        Set<Node> updates = Nodes.identitySet();
        updates.addAll(spec.next().values());
        KernelWriter written = written(updates, null);
        List<Kernel> kernels = written.kernels();
        return new KernelProgram(
                spec.name(), kernels, written.repeats(), written.splits(), table.used(kernels), table.outputs());
    }

    private KernelWriter written(Set<Node> updates, KernelWriter around) {
        List<Group> groups = Grouping.of(units(), kept, updates);
        var ordering = new Ordering(groups);
        for (Group group : groups) {
            group.units().forEach(unit -> assign(group, unit, ordering));
        }
        return write(ordering, around);
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
        if (unit.isRepeat()) {
            repeat(unit);
            return;
        }
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
            later.forEach(variable -> copyLater(unit, variable, value));
        }
        if (!unit.copy() && !direct.isEmpty()) {
            table.put(unit.node(), direct.get(0));
        }
    }

    /** A loop writes to memory of its own. */
    private void repeat(Unit unit) {
        Buffer value = table.temporary(unit.node());
        targets.getOrDefault(unit, List.of()).forEach(variable -> copyLater(unit, variable, value));
        targets.put(unit, List.of(value));
        table.put(unit.node(), value);
    }

    private void copyLater(Unit unit, Buffer variable, Buffer value) {
        copies.put(variable, new Copy(value, unit.node().shape().count()));
    }

    private KernelWriter write(Ordering ordering, KernelWriter around) {
        List<Group> groups = ordering.order();
        var writer = new KernelWriter(table, targets, nodes, kept, least, code, around);
        Map<Group, Band> bands = bands(groups, ordering);
        Set<Group> products = bands.values().stream().map(Band::product).collect(Collectors.toSet());
        for (Group group : groups) {
            if (bands.containsKey(group)) {
                writer.band(bands.get(group));
            } else if (!products.contains(group)) {
                writer.group(group);
            }
        }
        copies.forEach((variable, copy) -> writer.copy(variable, copy.value(), copy.count()));
        return writer;
    }

    /** The pairs that are computed together, by the second of each. */
    private Map<Group, Band> bands(List<Group> groups, Ordering ordering) {
        var bands = new IdentityHashMap<Group, Band>();
        for (Group group : groups) {
            Band.of(group, ordering, targets, table, groups).ifPresent(band -> bands.put(group, band));
        }
        return bands;
    }

    /** The path of a leaf. */
    static String path(Node leaf) {
        return ((Leaf) leaf.operation()).path();
    }
}
