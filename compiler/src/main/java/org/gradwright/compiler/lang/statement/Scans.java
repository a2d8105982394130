// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.statement;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.TensorType;
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
import org.gradwright.compiler.op.Ops;
import org.gradwright.compiler.scan.Carry;
import org.gradwright.compiler.scan.Scan;
import org.gradwright.compiler.scan.ScanKey;
import org.gradwright.compiler.scan.Turn;
import org.gradwright.compiler.scan.TurnNumber;

/** {@code scan} writes its body once, as a loop that runs at run time. */
final class Scans {
    private final Session session;
    private final Evaluator evaluator;
    private final BlockRunner blocks;
    private final Coercion coercion;

    Scans(Session session, Evaluator evaluator, BlockRunner blocks) {
        this.session = session;
        this.evaluator = evaluator;
        this.blocks = blocks;
        this.coercion = new Coercion(session);
    }

    void run(Statement.Scan scan, Context context) {
        scan.sequences().forEach(s -> session.names().requireFree(s.variable(), context));
        scan.carried().forEach(c -> session.names().requireFree(c.name(), context));
        List<Value.Steps> sequences =
                scan.sequences().stream().map(s -> sequence(s, context)).toList();
        Value.Steps first = sequences.get(0);
        requireAgreement(scan, sequences);
        Map<String, Node> initial = initial(scan, context);
        var key = new ScanKey(
                context.path(scan.sequences().get(0).variable().text()),
                session.scans().keys());
        var loop = new Loop(initial.keySet());
        Context inside = context.inside(loop);
        session.scans().enter(key, first.turns());
        Map<String, Node> leaves;
        try {
            leaves = start(scan, sequences, initial, key, inside);
            blocks.run(scan.body(), inside);
        } finally {
            session.scans().leave();
        }
        finish(scan, first, key, initial, leaves, loop, context);
    }

    private Value.Steps sequence(Statement.Scanned scanned, Context context) {
        Value value = evaluator.evaluate(scanned.sequence(), context.unowned());
        if (value == Value.Poison.POISON) {
            throw Fault.silent();
        }
        if (value instanceof Value.Steps steps) {
            return steps;
        }
        String text = scanned.sequence().span().text();
        throw Fault.of(Diagnostic.error("G0233", scanned.sequence().span(), "`scan` goes through the steps of a tensor")
                .label(value.describe())
                .help("write `steps(" + text + ", axis = 1)`"));
    }

    private static void requireAgreement(Statement.Scan scan, List<Value.Steps> sequences) {
        Value.Steps first = sequences.get(0);
        for (int i = 1; i < sequences.size(); i++) {
            Value.Steps other = sequences.get(i);
            Span span = scan.sequences().get(i).span();
            if (!other.turns().equals(first.turns())) {
                throw Fault.of(Diagnostic.error(
                        "G0233",
                        span,
                        "the sequences of a `scan` have as many steps, " + other.turns() + " is not " + first.turns()));
            }
            if (other.reverse() != first.reverse() || !other.truncate().equals(first.truncate())) {
                throw Fault.of(
                        Diagnostic.error("G0233", span, "the sequences of a `scan` agree on `truncate` and `reverse`"));
            }
        }
    }

    private Map<String, Node> initial(Statement.Scan scan, Context context) {
        var initial = new LinkedHashMap<String, Node>();
        for (Setting carry : scan.carried()) {
            String name = carry.name().text();
            Owner owner = new Owner(context.path(name), context.local(name), carry.span());
            Value value = evaluator.evaluate(carry.value(), context.owned(owner));
            Ops ops = session.ops(context, carry.span());
            if (initial.put(name, coercion.node(value, null, ops, carry.value().span())) != null) {
                throw Fault.of(Diagnostic.error("G0302", carry.name().span(), "`" + name + "` is carried twice"));
            }
        }
        return initial;
    }

    /** Binds what a turn begins with. @return the carried values by name */
    private Map<String, Node> start(
            Statement.Scan scan, List<Value.Steps> sequences, Map<String, Node> initial, ScanKey key, Context inside) {
        for (int i = 0; i < sequences.size(); i++) {
            Name variable = scan.sequences().get(i).variable();
            Node part = session.ops(inside, variable.span())
                    .node(
                            new Turn(key, sequences.get(i).axis()),
                            sequences.get(i).node());
            bind(variable, part, Binding.Kind.LET, inside);
        }
        var leaves = new LinkedHashMap<String, Node>();
        for (Setting carry : scan.carried()) {
            String name = carry.name().text();
            TensorType type = initial.get(name).type();
            Node leaf = session.ops(inside, carry.span()).node(new Carry(key, leaves.size(), type));
            leaves.put(name, leaf);
            Node seen = truncated(leaf, sequences.get(0), key, session.ops(inside, carry.span()));
            bind(carry.name(), seen, Binding.Kind.CARRIED, inside);
        }
        return leaves;
    }

    private void bind(Name name, Node node, Binding.Kind kind, Context context) {
        Value value = session.tensor(node, name.span()).named(context.path(name.text()));
        session.names().bind(name, Binding.of(value, name.span(), kind).owning(context.path(name.text())), context);
    }

    /** No gradient passes from the first turn of a chunk to the chunk before. */
    private static Node truncated(Node carried, Value.Steps steps, ScanKey key, Ops ops) {
        OptionalLong length = steps.truncate();
        if (length.isEmpty() || !carried.type().isReal()) {
            return carried;
        }
        Node turn = ops.node(new TurnNumber(key));
        Node number = steps.reverse() ? ops.sub(ops.toI32(ops.size(steps.turns().minus(Size.ONE))), turn) : turn;
        Node begins = ops.equal(ops.mod(number, ops.whole((int) length.getAsLong())), ops.whole(0));
        Node boundary = ops.and(begins, ops.notEqual(number, ops.whole(0)));
        return ops.where(boundary, ops.stopGradient(carried), carried);
    }

    private void finish(
            Statement.Scan scan,
            Value.Steps steps,
            ScanKey key,
            Map<String, Node> initial,
            Map<String, Node> leaves,
            Loop loop,
            Context context) {
        var next = new ArrayList<Node>();
        var carries = new ArrayList<Integer>();
        for (Setting carry : scan.carried()) {
            carries.add(carries.size());
            next.add(next(carry, loop, leaves.get(carry.name().text()), context));
        }
        var emits = new ArrayList<Node>();
        loop.emitted()
                .forEach((name, values) -> emits.add(
                        node(values.get(0), Element.REAL, loop.emitPlaces().get(name), context)));
        Node node = Scan.of(
                key,
                steps.turns(),
                steps.reverse(),
                carries,
                List.copyOf(initial.values()),
                next,
                emits,
                session.origin(context, scan.span()));
        for (Setting carry : scan.carried()) {
            Node last = Scan.last(node, carries.remove(0));
            bind(carry.name(), last, Binding.Kind.LET, context);
        }
        int emit = 0;
        for (String name : loop.emitted().keySet()) {
            Span span = loop.emitPlaces().get(name);
            Node stack = Scan.stack(node, emit++);
            bind(new Name(name, span), moved(stack, steps.axis(), context, span), Binding.Kind.LET, context);
        }
    }

    private Node node(Value value, Element hint, Span span, Context context) {
        return coercion.node(value, hint, session.ops(context, span), span);
    }

    private Node next(Setting carry, Loop loop, Node leaf, Context context) {
        String name = carry.name().text();
        Value value = loop.next().get(name);
        if (value == null) {
            return leaf;
        }
        Span span = loop.places().getOrDefault(name, carry.span());
        Node node = node(value, leaf.type().element(), span, context);
        boolean number = !(value instanceof Value.Tensor) && node.shape().rank() == 0;
        Node fitted = number ? session.ops(context, span).broadcastTo(node, leaf.shape()) : node;
        if (!fitted.type().equals(leaf.type())) {
            throw Fault.of(Diagnostic.error(
                            "G0216",
                            span,
                            "the next `" + carry.name().spelling() + "` must be " + leaf.type()
                                    + " as the first is: the body of a `scan` is compiled once")
                    .label(node.type().toString())
                    .help("start with " + node.type() + ", or keep the shape"));
        }
        return fitted;
    }

    /** The steps along the axis along which the sequence has them. */
    private Node moved(Node stack, int axis, Context context, Span span) {
        var permutation = new ArrayList<Integer>();
        for (int a = 1; a < stack.shape().rank(); a++) {
            permutation.add(a);
        }
        permutation.add(Math.min(axis, permutation.size()), 0);
        return session.ops(context, span).transpose(stack, permutation);
    }
}
