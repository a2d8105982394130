// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.statement;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.lang.call.BlockRunner;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.Fault;
import org.gradwright.compiler.lang.diagnostic.Span;
import org.gradwright.compiler.lang.expression.Evaluator;
import org.gradwright.compiler.lang.scope.Binding;
import org.gradwright.compiler.lang.scope.Context;
import org.gradwright.compiler.lang.scope.Loop;
import org.gradwright.compiler.lang.scope.Owner;
import org.gradwright.compiler.lang.session.Coercion;
import org.gradwright.compiler.lang.session.Session;
import org.gradwright.compiler.lang.syntax.Name;
import org.gradwright.compiler.lang.syntax.Setting;
import org.gradwright.compiler.lang.syntax.Statement;
import org.gradwright.compiler.lang.value.Value;

/** {@code for} writes its body out, once for each item. */
final class Loops {
    private final Session session;
    private final Evaluator evaluator;
    private final BlockRunner blocks;
    private final Coercion coercion;

    Loops(Session session, Evaluator evaluator, BlockRunner blocks) {
        this.session = session;
        this.evaluator = evaluator;
        this.blocks = blocks;
        this.coercion = new Coercion(session);
    }

    void run(Statement.For loop, Context context) {
        session.names().requireFree(loop.variable(), context);
        for (Setting carry : loop.carried()) {
            session.names().requireFree(carry.name(), context);
        }
        List<Value> items = items(loop, context);
        Map<String, Binding> carried = start(loop, context);
        Map<String, List<Value>> emitted = new LinkedHashMap<>();
        Map<String, Span> places = new LinkedHashMap<>();
        for (int i = 0; i < items.size(); i++) {
            Loop iteration = new Loop(carried.keySet());
            iterate(loop, items.get(i), i, carried, iteration, context);
            collect(iteration, emitted, places);
            if (carried.values().stream().anyMatch(Binding::isPoison)) {
                break;
            }
        }
        finish(loop, carried, emitted, places, context);
    }

    private List<Value> items(Statement.For loop, Context context) {
        Value value = evaluator.evaluate(loop.items(), context.unowned());
        if (value instanceof Value.Range range) {
            if (range.length() > Session.STATEMENTS) {
                throw Fault.of(Diagnostic.error(
                                "G0007",
                                loop.items().span(),
                                "a model has at most " + Session.STATEMENTS + " statements, loops written out")
                        .label(range.length() + " iterations"));
            }
            return LongStream.range(range.from(), Math.max(range.from(), range.to()))
                    .<Value>mapToObj(Value.Whole::of)
                    .toList();
        }
        boolean plain = value instanceof Value.ListValue list
                && list.elements().stream().noneMatch(v -> v instanceof Value.ListValue);
        if (!plain) {
            throw Fault.of(Diagnostic.error("G0233", loop.items().span(), "`for` goes through a range or a list")
                    .label(value.describe())
                    .help("write `0..<12` or `[512, 256]`"));
        }
        return ((Value.ListValue) value).elements();
    }

    private Map<String, Binding> start(Statement.For loop, Context context) {
        Map<String, Binding> carried = new LinkedHashMap<>();
        for (Setting carry : loop.carried()) {
            String name = carry.name().text();
            Owner owner = new Owner(context.path(name), context.local(name), carry.span());
            Value value = evaluator.evaluate(carry.value(), context.owned(owner));
            Binding binding = Binding.of(
                            value.named(context.path(name)), carry.name().span(), Binding.Kind.CARRIED)
                    .owning(owner.path())
                    .from(carry.value());
            if (carried.put(name, binding) != null) {
                throw Fault.of(Diagnostic.error("G0302", carry.name().span(), "`" + name + "` is carried twice"));
            }
        }
        return carried;
    }

    private void iterate(
            Statement.For loop, Value item, int number, Map<String, Binding> carried, Loop iteration, Context context) {
        Context inside = context.iteration(iteration, number);
        session.countStatement(loop.span());
        session.names().bind(loop.variable(), Binding.of(item, loop.variable().span(), Binding.Kind.LET), inside);
        for (Setting carry : loop.carried()) {
            session.names().bind(carry.name(), carried.get(carry.name().text()), inside);
        }
        blocks.run(loop.body(), inside);
        carried.replaceAll((name, before) -> {
            Value next = iteration.next().get(name);
            String path = iteration.owners().getOrDefault(name, before.base().orElse(""));
            return next == null
                    ? before
                    : Binding.of(next, before.span(), Binding.Kind.CARRIED).owning(path);
        });
    }

    private static void collect(Loop iteration, Map<String, List<Value>> emitted, Map<String, Span> places) {
        iteration.emitted().forEach((name, values) -> emitted.computeIfAbsent(name, n -> new ArrayList<>())
                .addAll(values));
        iteration.emitPlaces().forEach(places::putIfAbsent);
    }

    private void finish(
            Statement.For loop,
            Map<String, Binding> carried,
            Map<String, List<Value>> emitted,
            Map<String, Span> places,
            Context context) {
        for (Setting carry : loop.carried()) {
            Binding last = carried.get(carry.name().text());
            Binding after = Binding.of(last.value(), carry.name().span(), Binding.Kind.LET)
                    .owning(context.path(carry.name().text()));
            session.names().bind(carry.name(), after, context);
        }
        emitted.forEach((name, values) -> {
            Span span = places.get(name);
            Value all = values.contains(Value.Poison.POISON) ? Value.Poison.POISON : stacked(values, span, context);
            Binding binding = Binding.of(all.named(context.path(name)), span, Binding.Kind.LET);
            session.names().bind(new Name(name, span), binding, context);
        });
    }

    private Value stacked(List<Value> values, Span span, Context context) {
        List<Node> nodes = new ArrayList<>();
        for (Value value : values) {
            nodes.add(coercion.node(value, null, session.ops(context, span), span));
        }
        boolean same = nodes.stream().allMatch(n -> n.type().equals(nodes.get(0).type()));
        if (!same) {
            throw Fault.of(Diagnostic.error("G0234", span, "`emit` needs the same shape in every iteration")
                    .label(nodes.get(0).type() + ", then "
                            + nodes.stream()
                                    .filter(n -> !n.type().equals(nodes.get(0).type()))
                                    .findFirst()
                                    .get()
                                    .type()));
        }
        return session.tensor(session.ops(context, span).stack(nodes, 0), span);
    }

    /** {@code emit ys = e}. */
    void emit(Statement.Emit emit, Context context) {
        if (context.loop().isEmpty()) {
            throw Fault.of(Diagnostic.error("G0319", emit.span(), "`emit` stands in a loop"));
        }
        session.names().requireFree(emit.name(), context);
        Owner owner = new Owner(
                context.path(emit.name().text()), context.local(emit.name().text()), emit.span());
        Value value = evaluator.evaluate(emit.value(), context.owned(owner));
        Loop loop = context.loop().get();
        if (loop.emitted().containsKey(emit.name().text())) {
            throw Fault.of(Diagnostic.error(
                    "G0302", emit.name().span(), "`" + emit.name() + "` is emitted twice in one iteration"));
        }
        loop.emit(emit.name().text(), value, emit.name().span());
    }
}
