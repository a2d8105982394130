// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.imports;

import static org.gradwright.compiler.build.Functions.full;
import static org.gradwright.compiler.build.Functions.glorotUniform;
import static org.gradwright.compiler.build.Functions.stack;
import static org.gradwright.compiler.build.Functions.toI32;
import static org.gradwright.compiler.build.Functions.toReal;
import static org.gradwright.compiler.build.Functions.zeros;
import static org.gradwright.compiler.build.Terms.greater;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gradwright.compiler.build.ModelBuilder;
import org.gradwright.compiler.build.Term;
import org.gradwright.compiler.build.Terms;
import org.gradwright.compiler.build.Type;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Origin;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.op.Ops;
import org.gradwright.onnx.format.OnnxException;
import org.gradwright.onnx.format.OnnxTensor;

/** The network while it grows: statements of the language, and the tables that its parameters start with. */
final class Network {
    static final Ops G = Ops.at(Origin.NONE);

    /** A longer list is no line of a readable text; it becomes a table. */
    private static final int LONGEST_LIST = 64;

    /** A longer list gets a name, so that it is written once. */
    private static final int SHORT_LIST = 8;

    private final ModelBuilder builder;
    private final Names names = new Names();
    private final Map<String, Tensor> tables = new LinkedHashMap<>();
    private final Map<OnnxTensor, Term> declared = new HashMap<>();
    private final Map<Value.Known, Term> lists = new IdentityHashMap<>();
    private final Set<Term> named = new HashSet<>();
    private final Map<Term, Term> next = new LinkedHashMap<>();
    private final boolean isRead;
    private final Precision precision;

    private Network(String name, Precision precision, boolean isRead) {
        this.isRead = isRead;
        this.precision = precision;
        builder = ModelBuilder.named(name);
        builder.precision(precision);
    }

    static Network named(String name, Precision precision) {
        return new Network(name, precision, true);
    }

    /** A network to compute with what is known; nobody reads its text. */
    static Network ofConstants() {
        return new Network("Constants", Precision.F64, false);
    }

    ModelBuilder builder() {
        return builder;
    }

    /** The values of parameters and states, by path. */
    Map<String, Tensor> tables() {
        return tables;
    }

    String fresh(String wish) {
        return names.fresh(wish);
    }

    /** A statement under a name like this one. */
    Term let(String wish, Term value) {
        return named(builder.let(fresh(wish), value));
    }

    Term input(String name, Type type) {
        return named(builder.input(name, type));
    }

    private Term named(Term name) {
        named.add(name);
        return name;
    }

    /** Whether a term is a name of the network already. */
    boolean isNamed(Term term) {
        return named.contains(term);
    }

    /** A node for which the language has no words. */
    Term let(String wish, Node value) {
        return builder.let(fresh(wish), value);
    }

    Node node(Term bound) {
        return builder.node(bound);
    }

    /** A table as a parameter, or as a state if it is not to be trained. */
    Term table(OnnxTensor table, boolean trained) {
        return declared.computeIfAbsent(table, t -> declare(t.name(), t.value(), trained));
    }

    /** A table that has been read as a tensor. */
    Optional<Term> declared(OnnxTensor table) {
        return Optional.ofNullable(declared.get(table));
    }

    /** What a state is after the training step, as far as it is written. */
    Term latest(Term state) {
        return next.getOrDefault(state, state);
    }

    /** What a state is after the training step; a layer that is applied twice changes it twice. */
    void next(Term state, Term value) {
        next.put(state, value);
    }

    /** Writes what is due at the end; how many states change. */
    int close() {
        next.forEach(builder::next);
        return next.size();
    }

    private Term declare(String wish, Tensor value, boolean trained) {
        String name = fresh(wish);
        tables.put(name, value);
        Type type = Terms.real(Arrays.stream(value.shape()).boxed().toArray());
        return named(trained ? builder.param(name, type, start(value)) : builder.state(name, type, start(value)));
    }

    /** How it starts without the table: as one number if it is, else as layers do. */
    private static Term start(Tensor value) {
        double first = value.data().length == 0 ? 0 : value.data()[0];
        if (!Double.isNaN(first) && Arrays.stream(value.data()).allMatch(v -> v == first)) {
            return Terms.of(first);
        }
        return value.rank() > 1 ? glorotUniform : zeros;
    }

    /** What is known when compiling, as an expression. */
    Term literal(Value.Known known) {
        if (!isRead) {
            return let("known", constant(known));
        }
        double[] data = known.tensor().data();
        if (data.length == 0) {
            throw new OnnxException("tensors without elements are not supported here");
        }
        return data.length <= SHORT_LIST ? written(known) : lists.computeIfAbsent(known, k -> once(written(k)));
    }

    private Term once(Term list) {
        return isNamed(list) ? list : let("constant", list);
    }

    private Term written(Value.Known known) {
        double[] data = known.tensor().data();
        boolean scalar = known.tensor().rank() == 0;
        return switch (known.element()) {
            case REAL -> scalar ? Terms.number(shown(data[0])) : real(known.tensor());
            case I32 -> toI32(scalar ? Terms.number(narrow(data[0])) : narrowed(known.tensor()));
            case BOOL -> scalar ? Terms.of(data[0] != 0) : greater(real(known.tensor()), 0);
        };
    }

    /** In single precision the shortest decimal that is the same float, which is what an author wrote. */
    double shown(double value) {
        return precision == Precision.F32 ? Double.parseDouble(Float.toString((float) value)) : value;
    }

    private static double narrow(double value) {
        return Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, value));
    }

    private Tensor shown(Tensor tensor) {
        return new Tensor(
                tensor.shape(), Arrays.stream(tensor.data()).map(this::shown).toArray());
    }

    private Term narrowed(Tensor tensor) {
        double[] data = Arrays.stream(tensor.data()).map(Network::narrow).toArray();
        var kept = new Tensor(tensor.shape(), data);
        return data.length <= LONGEST_LIST ? list(kept, 0, 0, data.length) : real(kept);
    }

    private Term real(Tensor tensor) {
        double[] data = tensor.data();
        if (Arrays.stream(data).anyMatch(Double::isNaN)) {
            throw new OnnxException("NaN in a constant is not supported");
        }
        if (Arrays.stream(data).allMatch(v -> v == data[0])) {
            return full(Terms.of(tensor.shape()), shown(data[0]));
        }
        return data.length <= LONGEST_LIST
                ? toReal(list(shown(tensor), 0, 0, data.length))
                : declare("table", tensor, false);
    }

    private static Term list(Tensor tensor, int axis, int from, int count) {
        if (axis == tensor.rank()) {
            return Terms.number(tensor.data()[from]);
        }
        int each = count / tensor.shape()[axis];
        List<Term> parts = new ArrayList<>();
        for (int i = 0; i < tensor.shape()[axis]; i++) {
            parts.add(list(tensor, axis + 1, from + i * each, each));
        }
        return Terms.list(parts.toArray());
    }

    /** A size that is not known, as a formula. */
    Term size(Size size) {
        return size.terms().entrySet().stream()
                .map(e -> monomial(e.getKey(), e.getValue()))
                .reduce(Terms::add)
                .orElse(Terms.of(0));
    }

    /** Sizes as numbers. */
    Term numbers(Value.Sizes sizes) {
        List<Term> terms = sizes.sizes().stream()
                .map(size -> size.isKnown() ? Terms.of(size.known()) : size(size))
                .map(size -> sizes.isReal() ? toReal(size) : toI32(size))
                .<Term>map(t -> t)
                .toList();
        return sizes.isVector() ? stack(terms.toArray()) : terms.get(0);
    }

    private Term monomial(List<String> free, long factor) {
        List<Term> factors = new ArrayList<>(free.stream().map(builder::name).toList());
        if (factor != 1 || free.isEmpty()) {
            factors.add(0, Terms.of(factor));
        }
        return factors.stream().reduce(Terms::mul).orElseThrow();
    }

    /** What is known when compiling, as a node. */
    static Node constant(Value.Known known) {
        return G.constant(known.tensor(), known.element());
    }
}
