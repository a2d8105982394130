// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.kernel.Buffer;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Expr.Local;
import org.gradwright.compiler.kernel.Fn;
import org.gradwright.compiler.kernel.Kernel;
import org.gradwright.compiler.kernel.Scalar;
import org.gradwright.compiler.kernel.Stmt;

/** Writes the kernels of a program, one after the other, and says how each can be computed in parts. */
final class KernelWriter {
    /** Copies of fewer elements are not worth a second thread. */
    private static final int LONG_COPY = 1 << 15;

    private final BufferTable table;
    private final Map<Unit, List<Buffer>> targets;
    private final Set<Node> kept;
    private final double least;
    private final Map<Node, Integer> order = new IdentityHashMap<>();
    private final KernelNames names;
    private final List<Repeat> repeats = new ArrayList<>();
    private final List<Kernel> kernels = new ArrayList<>();
    private final Map<String, Split> splits;
    private final WrittenCode written;
    private final Twins twins;

    /**
     * @param targets where units write
     * @param nodes of the program, each after its inputs
     * @param kept the nodes that are in memory
     * @param least kernels with less work than so many picoseconds are never divided between threads
     * @param written the code that may be used again
     * @param around writes the program whose loop this is; null for one that is no loop
     */
    KernelWriter(
            BufferTable table,
            Map<Unit, List<Buffer>> targets,
            List<Node> nodes,
            Set<Node> kept,
            double least,
            WrittenCode written,
            KernelWriter around) {
        this.names = around == null ? new KernelNames() : around.names;
        this.splits = around == null ? new LinkedHashMap<>() : around.splits;
        this.table = table;
        this.targets = targets;
        this.kept = kept;
        this.least = least;
        this.written = written;
        this.twins = new Twins(written, table::temporary);
        nodes.forEach(n -> order.put(n, order.size()));
    }

    List<Kernel> kernels() {
        return kernels;
    }

    List<Repeat> repeats() {
        return repeats;
    }

    Map<String, Split> splits() {
        return splits;
    }

    /** The loops of a group in all forms. @param blocks the plain form with a product computed block by block */
    private record Forms(
            Nest nest, VectorBuilder.Form vectors, List<Stmt> plain, List<Stmt> blocks, Set<Node> computed) {}

    private Nest nest(Group group) {
        return Nest.of(group, table.buffers(), targets, kept);
    }

    private Forms forms(Nest nest, VectorBuilder.Form vectors, Part part) {
        var builder = new LoopBuilder(nest, part);
        List<Stmt> plain = builder.build();
        Set<Node> computed = builder.computed();
        nest.group().units().forEach(u -> computed.add(u.node()));
        return new Forms(nest, vectors, plain, ProductBuilder.build(nest, part), computed);
    }

    private VectorBuilder.Form vectors(Nest nest, Part part, Supplier<Optional<RowPacking>> rows) {
        return VectorBuilder.build(nest, twins::memory, lane -> part, rows);
    }

    private Optional<RowPacking> rowPacking(Band band) {
        return RowPacking.pays(band) ? Optional.of(new RowPacking(band, twins::memory)) : Optional.empty();
    }

    // ---- a group

    void group(Group group) {
        if (group.units().get(0).isRepeat()) {
            repeat(group);
            return;
        }
        Likeness likeness = likeness(List.of(group));
        String name = names.name(group, this::updated);
        int line = KernelNames.line(group);
        Optional<Twins.Twin> twin = twins.of(likeness);
        if (twin.isPresent()) {
            again(twin.get(), likeness, name, line);
        } else {
            write(group, likeness, name, line);
        }
    }

    private void write(Group group, Likeness likeness, String name, int line) {
        Nest nest = nest(group);
        VectorBuilder.Form vectors =
                VectorBuilder.build(nest, twins::memory, lane -> part(nest, lane), Optional::empty);
        Splitting splitting = splitting(group, vectors.lane());
        int axis = splitting.axis();
        Forms forms = forms(nest, vectors, Part.of(axis, nest.flat()));
        List<String> comment = comment(forms.computed().stream());
        List<Kernel> methods = methods(vectors.nests(), name, comment, line);
        Optional<Split> split =
                axis == Splitting.NONE ? Optional.empty() : Optional.of(splitting.along(axis, nest.flat()));
        var kernel = new Kernel(name, comment, line, forms.plain(), forms.blocks(), methods);
        add(kernel, likeness, forms.computed(), split);
    }

    private void add(Kernel kernel, Likeness likeness, Set<Node> computed, Optional<Split> split) {
        kernels.add(kernel);
        split.ifPresent(s -> splits.put(kernel.name(), s));
        twins.add(likeness, kernel.code(), computed, split);
    }

    /** What was written before, on other buffers. */
    private void again(Twins.Twin twin, Likeness likeness, String name, int line) {
        List<String> comment = comment(Twins.nodes(twin, likeness).stream());
        kernels.add(new Kernel(name, comment, line, twin.code(), twins.buffers(twin, likeness)));
        twin.split().ifPresent(s -> splits.put(name, s));
    }

    private Likeness likeness(List<Group> groups) {
        return Likeness.of(groups, table.buffers(), targets, kept, written.numbers());
    }

    private Part part(Nest nest, int lane) {
        return Part.of(splitting(nest.group(), lane).axis(), nest.flat());
    }

    private Splitting splitting(Group group, int lane) {
        return new Splitting(group, lane, least);
    }

    private List<String> comment(Stream<Node> computed) {
        return KernelNames.comment(
                computed.sorted(Comparator.comparing(order::get)).toList());
    }

    private static List<Kernel> methods(List<List<Stmt>> nests, String name, List<String> comment, int line) {
        var kernels = new ArrayList<Kernel>();
        for (List<Stmt> nest : nests) {
            kernels.add(new Kernel(Kernel.part(name, kernels.size()), comment, line, nest));
        }
        return kernels;
    }

    /** The path of the variable that a unit gives its next value. */
    private Optional<String> updated(Unit unit) {
        return targets.getOrDefault(unit, List.of()).stream()
                .flatMap(b -> table.updatedPath(b).stream())
                .findFirst();
    }

    // ---- a loop

    /** What is carried in is copied to where the turns hand it on; then come the kernels of a turn. */
    private void repeat(Group group) {
        var result = (RepeatResult) group.units().get(0).node().operation();
        RepeatBody body = result.body();
        List<Node> inputs = group.units().get(0).node().inputs();
        int carries = body.carried().size();
        List<Buffer> places = places(group, body, inputs);
        var inner = new BufferTable(table);
        for (int k = 0; k < carries; k++) {
            Node start = inputs.get(k);
            copy(places.get(k), table.buffers().get(start), start.shape().count());
            inner.carried(body.carried().get(k), places.get(k));
        }
        for (int c = 0; c < body.captured().size(); c++) {
            inner.put(body.captured().get(c), table.buffers().get(inputs.get(carries + c)));
        }
        int first = kernels.size();
        KernelWriter written = Fusion.body(body, inner, places, this, least);
        var stacks = new HashMap<Buffer, Size>();
        for (int e = 0; e < body.emits().size(); e++) {
            stacks.put(places.get(carries + e), body.emits().get(e).shape().count());
        }
        var stacking = new Stacking(stacks, body.scan().key().depth());
        written.kernels().forEach(k -> kernels.add(stacking.apply(k)));
        repeats.add(new Repeat(
                first,
                kernels.size(),
                body.turns(),
                body.scan().reverse(),
                body.scan().key().depth()));
        written.repeats().forEach(r -> repeats.add(r.later(first)));
    }

    /** Where what is carried and what is emitted goes; null for what is emitted in vain. */
    private List<Buffer> places(Group group, RepeatBody body, List<Node> inputs) {
        var places = new ArrayList<Buffer>();
        body.carried().forEach(n -> places.add(null));
        body.emits().forEach(n -> places.add(null));
        for (Unit unit : group.units()) {
            var result = (RepeatResult) unit.node().operation();
            int place = result.last() ? result.place() : body.carried().size() + result.place();
            places.set(place, targets.get(unit).get(0));
        }
        for (int k = 0; k < body.carried().size(); k++) {
            if (places.get(k) == null) {
                places.set(k, table.temporary(inputs.get(k)));
            }
        }
        return places;
    }

    // ---- a pair

    /** One kernel where both have a vector form, which is what cache is for; else two. */
    void band(Band band) {
        Likeness likeness = likeness(List.of(band.product(), band.reader()));
        Optional<Twins.Twin> twin = twins.of(likeness);
        if (twin.isPresent()) {
            table.shorten(table.buffers().get(band.value()), band.count());
            again(twin.get(), likeness, names.name(band.reader(), this::updated), KernelNames.line(band.product()));
            return;
        }
        Part rows = Part.of(0, false);
        Part elements = Part.ofRows(band.row());
        Nest product = nest(band.product());
        Nest reader = nest(band.reader());
        VectorBuilder.Form first = vectors(product, rows, () -> rowPacking(band));
        VectorBuilder.Form second = vectors(reader, elements, Optional::empty);
        if (!reader.flat() || first.lane() <= 0 || second.nests().isEmpty()) {
            group(band.product());
            group(band.reader());
            return;
        }
        together(band, likeness, forms(product, first, rows), forms(reader, second, elements));
    }

    private void together(Band band, Likeness likeness, Forms product, Forms reader) {
        Buffer buffer = table.buffers().get(band.value());
        table.shorten(buffer, band.count());
        var banding = new Banding(band, buffer);
        String name = names.name(band.reader(), this::updated);
        Set<Node> computed = Nodes.identitySet();
        computed.addAll(product.computed());
        computed.addAll(reader.computed());
        List<String> comment = comment(computed.stream());
        int line = KernelNames.line(band.product());
        List<List<Stmt>> nests = Stream.concat(product.vectors().nests().stream(), reader.vectors().nests().stream())
                .toList();
        List<Kernel> vectors = banding.vectors(methods(nests, name, comment, line));
        List<Stmt> plain = banding.plain(product.plain(), reader.plain());
        boolean direct = band.product().units().size() == 1 && !product.blocks().isEmpty();
        List<Stmt> blocks = direct ? banding.plain(product.blocks(), reader.plain()) : List.of();
        Splitting ofProduct = splitting(band.product(), product.vectors().lane());
        Split split = splitting(band.reader(), reader.vectors().lane()).along(band, ofProduct);
        add(new Kernel(name, comment, line, plain, blocks, vectors), likeness, computed, Optional.of(split));
    }

    // ---- a copy

    /** So many elements: where a value was emitted, its buffer holds those of all turns. */
    void copy(Buffer variable, Buffer value, Size count) {
        Local index = Indices.inner(0);
        String name = names.unique("copy_" + variable.name());
        boolean split = count.isKnown() && count.known() >= LONG_COPY;
        if (split) {
            splits.put(name, Splitting.copy(count));
        }
        Bounds bounds = Part.of(split ? 0 : Splitting.NONE, true).bounds(0, count);
        Expr element = new Expr.Load(value, index);
        boolean table = variable.type() == Scalar.INT && value.type() == Scalar.REAL; // of constants
        Stmt store = new Stmt.Store(variable, index, table ? Expr.call(Fn.TO_INT, element) : element);
        Stmt loop = new Stmt.For(index, bounds.from(), bounds.to(), 1, List.of(store));
        kernels.add(new Kernel(name, List.of(), 0, List.of(loop)));
    }
}
