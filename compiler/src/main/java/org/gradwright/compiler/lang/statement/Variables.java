// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.statement;

import java.util.List;
import java.util.Optional;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.graph.Variable;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.Fault;
import org.gradwright.compiler.lang.diagnostic.Span;
import org.gradwright.compiler.lang.scope.CallSite;
import org.gradwright.compiler.lang.scope.Context;
import org.gradwright.compiler.lang.scope.Frame;
import org.gradwright.compiler.lang.scope.Owner;
import org.gradwright.compiler.lang.scope.SuppliedParameter;
import org.gradwright.compiler.lang.session.Coercion;
import org.gradwright.compiler.lang.session.Registry;
import org.gradwright.compiler.lang.session.Session;
import org.gradwright.compiler.lang.syntax.Name;
import org.gradwright.compiler.lang.value.ActualArgument;
import org.gradwright.compiler.lang.value.SharedLayer;
import org.gradwright.compiler.lang.value.Sizes;
import org.gradwright.compiler.lang.value.Value;
import org.gradwright.runtime.Initialiser;

/** Makes parameters and states, finds those of shared layers again, and takes those that the caller supplies. */
final class Variables {
    private final Session session;
    private final Coercion coercion;

    Variables(Session session) {
        this.session = session;
        this.coercion = new Coercion(session);
    }

    Value declare(Variable.Kind kind, Name name, TensorType type, Initialiser start, Context context) {
        Frame frame = context.frame();
        String local = context.local(name.text());
        frame.parameters().add(local);
        SuppliedParameter supply = frame.supplies().get(local);
        if (supply != null) {
            return supplied(supply, name, type, context);
        }
        claim(frame);
        String path = frame.below(local);
        Optional<Registry.Entry> before = session.registry().variable(path);
        boolean first = frame.declare(path);
        if (before.isPresent() && first && frame.sharedAround().isPresent()) {
            return again(before.get(), type, frame);
        }
        if (before.isPresent()) {
            throw Fault.of(clash(path, before.get(), name, frame));
        }
        Sizes.requireElements(type.shape(), name.span());
        Node node = Node.of(
                        new Variable(kind, path, type.shape(), start.text()),
                        session.origin(context, name.span()),
                        List.of())
                .named(path);
        session.countNodes(1, name.span());
        Span place = place(name, frame);
        session.registry().variables().put(path, new Registry.Entry(node, place));
        return new Value.Tensor(node);
    }

    private static Span place(Name name, Frame frame) {
        return frame.library().isStandard() ? frame.placeInModel().orElse(name.span()) : name.span();
    }

    private Value supplied(SuppliedParameter supply, Name name, TensorType type, Context context) {
        supply.use();
        Context caller = context.frame().caller().orElseThrow();
        Node node = coercion.node(supply.value(), Element.REAL, session.ops(caller, supply.span()), supply.span());
        if (!node.type().equals(type)) {
            throw Fault.of(misfit(supply, name, type, node));
        }
        return new Value.Tensor(node);
    }

    private static Diagnostic misfit(SuppliedParameter supply, Name name, TensorType type, Node node) {
        boolean swapped = type.rank() == 2
                && node.type().rank() == 2
                && type.shape().size(0).equals(node.shape().size(1))
                && type.shape().size(1).equals(node.shape().size(0));
        Diagnostic error = Diagnostic.error(
                        "G0311", supply.span(), "`" + name.spelling() + "` must be " + type + " here")
                .label(node.type().toString());
        return swapped
                ? error.help("write `" + supply.text() + "'`, which is " + type)
                : error.help("supply a tensor of that shape, or leave `" + name.spelling() + "` to the layer");
    }

    private static Value again(Registry.Entry before, TensorType type, Frame frame) {
        if (before.node().type().equals(type)) {
            return new Value.Tensor(before.node());
        }
        Frame use = frame;
        while (use.shared().isEmpty()) {
            use = use.caller().orElseThrow().frame();
        }
        SharedLayer layer = use.shared().orElseThrow();
        String below = ((Variable) before.node().operation())
                .path()
                .substring(layer.path().length() + 1);
        Optional<ActualArgument> tensor = use.arguments().values().stream()
                .filter(a -> a.value() instanceof Value.Tensor)
                .findFirst();
        Span span = tensor.map(ActualArgument::valueSpan).orElse(use.site().callee());
        String given =
                tensor.map(a -> a.value().describe() + " would need " + type).orElse("this use would need " + type);
        throw Fault.of(Diagnostic.error(
                        "G0310",
                        span,
                        "shared layer `" + layer.name() + "` fixed " + below + " : "
                                + before.node().type() + " at "
                                + layer.firstUse().map(s -> s.seenFrom(span)).orElse("its first use"))
                .label(given)
                .help("give both inputs the same last size, or use two layers"));
    }

    private static Diagnostic clash(String path, Registry.Entry before, Name name, Frame frame) {
        Span place = place(name, frame);
        Diagnostic error = Diagnostic.error("G0304", place, "`" + path + "` is already a parameter")
                .note("made at " + before.span().seenFrom(place));
        boolean returned = !frame.isFile()
                && frame.caller()
                        .orElseThrow()
                        .owner()
                        .map(o -> o.local().isEmpty())
                        .orElse(false);
        return returned
                ? error.help("a layer in `return` takes the caller's name; bind it to one of its own: `h = "
                        + frame.site().call().text() + "`, then `return h`")
                : error.help("give one of the two another name");
    }

    /** The name of each statement on the way here belongs to one call with parameters only. */
    private void claim(Frame frame) {
        for (Frame f = frame;
                !f.isFile() && f.shared().isEmpty();
                f = f.caller().orElseThrow().frame()) {
            Frame here = f;
            Owner owner = f.caller().orElseThrow().owner().orElseThrow(() -> Fault.of(nameless(here)));
            if (owner.claimed().isPresent() && !owner.isClaimedBy(f.site())) {
                throw Fault.of(second(
                        owner, owner.claimed().get(), f.site(), f.caller().orElseThrow()));
            }
            owner.claim(f.site());
        }
    }

    private static Diagnostic nameless(Frame frame) {
        return Diagnostic.error("G0303", frame.site().callee(), "a layer with parameters needs a name")
                .help("bind it: `h = " + frame.site().call().text() + "`");
    }

    private Diagnostic second(Owner owner, CallSite first, CallSite second, Context context) {
        CallSite culprit = contains(second.call(), first.call()) ? first : second;
        Diagnostic error = Diagnostic.error("G0303", culprit.callee(), "two layers with parameters, but one name")
                .label("this one has no name");
        String name = session.names().find("h", context).isEmpty()
                ? "h"
                : session.names().freeName("h", context);
        String call = culprit.call().text();
        return error.help("bind it: `" + name + " = " + call + "`, then `"
                + replaced(owner.statement(), culprit.call(), name) + "`");
    }

    /** The text of a statement with a part of it replaced. */
    private static String replaced(Span statement, Span part, String by) {
        String text = statement.text();
        int start = part.startColumn() - statement.startColumn();
        int end = start + part.text().length();
        boolean oneLine = part.startLine() == statement.startLine() && start >= 0 && end <= text.length();
        return oneLine ? text.substring(0, start) + by + text.substring(end) : text;
    }

    private static boolean contains(Span outer, Span inner) {
        boolean starts = outer.startLine() < inner.startLine()
                || outer.startLine() == inner.startLine() && outer.startColumn() <= inner.startColumn();
        boolean ends = outer.endLine() > inner.endLine()
                || outer.endLine() == inner.endLine() && outer.endColumn() >= inner.endColumn();
        return outer.file() == inner.file() && starts && ends;
    }
}
