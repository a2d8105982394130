// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.statement;

import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.Fault;
import org.gradwright.compiler.lang.diagnostic.Span;
import org.gradwright.compiler.lang.scope.Binding;
import org.gradwright.compiler.lang.scope.Context;
import org.gradwright.compiler.lang.scope.Loop;
import org.gradwright.compiler.lang.scope.Owner;
import org.gradwright.compiler.lang.session.Coercion;
import org.gradwright.compiler.lang.session.Registry;
import org.gradwright.compiler.lang.session.Session;
import org.gradwright.compiler.lang.syntax.Name;
import org.gradwright.compiler.lang.syntax.Target;
import org.gradwright.compiler.lang.value.Value;
import org.gradwright.compiler.op.Ops;

/** {@code next name = value}: of a state for the next training step, of a carried name for the next iteration. */
final class NextValues {
    private final Session session;
    private final Coercion coercion;

    NextValues(Session session) {
        this.session = session;
        this.coercion = new Coercion(session);
    }

    void assign(Target.Next target, Value value, Span source, Owner owner, Context context) {
        String name = target.name().text();
        if (context.loop().filter(loop -> loop.carries(name)).isPresent()) {
            carry(target, value, owner, context.loop().get(), context);
            return;
        }
        Binding binding = session.names().resolve(target.name(), context);
        if (binding.kind() != Binding.Kind.STATE) {
            throw Fault.of(notAssignable(target.name(), context));
        }
        if (session.scans().isInside()) {
            Span place = place(target, context);
            throw Fault.of(Diagnostic.error(
                            "G0319",
                            place,
                            "`next` of the state `" + target.name().spelling() + "` does not stand in a `scan`")
                    .note("a state has one next value in a training step, and a body runs many times")
                    .help("carry it, and give the state its next value behind the `scan`"));
        }
        state(target, value, source, binding, context);
    }

    private static Diagnostic notAssignable(Name name, Context context) {
        String fact = "`" + name.spelling() + "` is neither a state nor carried by this loop";
        return Diagnostic.error("G0308", name.span(), fact)
                .help(
                        context.loop().isPresent()
                                ? "carry it: `for ... with " + name.spelling() + " = ...`"
                                : "declare `state " + name.spelling() + " : real[...] = zeros`");
    }

    private static void carry(Target.Next target, Value value, Owner owner, Loop loop, Context context) {
        String name = target.name().text();
        Span before = loop.places().putIfAbsent(name, target.span());
        if (before != null) {
            throw Fault.of(Diagnostic.error(
                            "G0308", target.span(), "`" + target.name().spelling() + "` already gets its next value")
                    .note("at " + before.seenFrom(target.span()))
                    .help("combine both in one `next " + target.name().spelling() + " = ...`"));
        }
        loop.next().put(name, value.named(context.path(name)));
        loop.owners().put(name, owner.path());
    }

    private void state(Target.Next target, Value value, Span source, Binding binding, Context context) {
        String path = binding.base().orElseThrow();
        Registry.Entry before = session.registry().next().get(path);
        if (before != null) {
            throw Fault.of(twice(target, place(target, context), before.span()));
        }
        TensorType type = ((Value.Tensor) binding.value()).node().type();
        Ops ops = session.ops(context, source);
        Node node = coercion.node(value, Element.REAL, ops, source);
        boolean number = !(value instanceof Value.Tensor) && node.shape().rank() == 0;
        Node fitted = number ? ops.broadcastTo(node, type.shape()) : node;
        if (!fitted.type().equals(type)) {
            throw Fault.of(Diagnostic.error(
                            "G0216",
                            source,
                            "the next `" + target.name().spelling() + "` must be " + type + " as the state is")
                    .label(node.type().toString()));
        }
        Span place = place(target, context);
        session.registry().next().put(path, new Registry.Entry(fitted, place));
    }

    private static Span place(Target.Next target, Context context) {
        boolean standard = context.frame().library().isStandard();
        return standard ? context.frame().placeInModel().orElse(target.span()) : target.span();
    }

    private static Diagnostic twice(Target.Next target, Span place, Span before) {
        String name = target.name().spelling();
        return Diagnostic.error("G0308", place, "state `" + name + "` already gets its next value")
                .note("at " + before.seenFrom(place) + "; a shared layer with state may be applied in training once")
                .help(
                        place.file() == target.span().file()
                                ? "combine both in one `next " + name + " = ...`"
                                : "use two layers, each with its own state");
    }
}
