// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.builtin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.Fault;
import org.gradwright.compiler.lang.diagnostic.Span;
import org.gradwright.compiler.lang.expression.Operand;
import org.gradwright.compiler.lang.scope.CallSite;
import org.gradwright.compiler.lang.scope.Context;
import org.gradwright.compiler.lang.scope.Owner;
import org.gradwright.compiler.lang.session.Coercion;
import org.gradwright.compiler.lang.session.Session;
import org.gradwright.compiler.lang.value.ActualArgument;
import org.gradwright.compiler.lang.value.Value;
import org.gradwright.compiler.op.Ops;

/** What a built-in has been given, read by formal. */
public final class Arguments {
    private final Session session;
    private final Builtin builtin;
    private final Map<String, ActualArgument> given;
    private final CallSite site;
    private final Context context;
    private final Coercion coercion;

    /**
     * @param given what the call gives, by formal
     * @param site the place of the call
     * @param context where it stands
     */
    public Arguments(
            Session session, Builtin builtin, Map<String, ActualArgument> given, CallSite site, Context context) {
        this.session = session;
        this.builtin = builtin;
        this.given = given;
        this.site = site;
        this.context = context;
        this.coercion = new Coercion(session);
    }

    Session session() {
        return session;
    }

    Context context() {
        return context;
    }

    String name() {
        return builtin.name();
    }

    /** Creates nodes that come from the call. */
    Ops ops() {
        return session.ops(context, site.callee());
    }

    /** Of the name of the function. */
    Span span() {
        return site.callee();
    }

    /** Of an argument; of the function's name where it is absent. */
    Span span(String formal) {
        return given.containsKey(formal) ? given.get(formal).valueSpan() : site.callee();
    }

    Value value(String formal) {
        if (given.containsKey(formal)) {
            Value value = given.get(formal).value();
            if (value == Value.Poison.POISON) {
                throw Fault.silent();
            }
            return value;
        }
        return builtin.parameters().stream()
                .filter(p -> p.name().equals(formal))
                .findFirst()
                .flatMap(Builtin.Parameter::otherwise)
                .orElseThrow();
    }

    /** Whether the function has a formal of this name. */
    boolean has(String formal) {
        return builtin.parameters().stream().anyMatch(p -> p.name().equals(formal));
    }

    boolean isAbsent(String formal) {
        return value(formal) == Value.None.NONE;
    }

    /** A number that is known when compiling. */
    double number(String formal) {
        return Coercion.number(value(formal), span(formal));
    }

    long whole(String formal) {
        return session.sizes().known(value(formal), span(formal));
    }

    Size size(String formal) {
        return session.sizes().size(value(formal), span(formal));
    }

    Shape shape(String formal) {
        return session.sizes().shape(value(formal), span(formal));
    }

    boolean flag(String formal) {
        if (value(formal) instanceof Value.Bool bool) {
            return bool.value();
        }
        throw wrong(formal, "`true` or `false`");
    }

    /** A tensor of any element; numbers and lists become constants. */
    Node node(String formal) {
        return coercion.node(value(formal), Element.REAL, ops(), span(formal));
    }

    /** A tensor, with numbers taken as the element of the tensors among some others. */
    Node node(String formal, Element hint) {
        return coercion.node(value(formal), hint, ops(), span(formal));
    }

    /** A real tensor. */
    Node real(String formal) {
        return of(formal, Element.REAL, "write `real(" + text(formal) + ")`");
    }

    /** An {@code i32} tensor; whole numbers count. */
    Node integers(String formal) {
        return of(formal, Element.I32, "write `i32(" + text(formal) + ")`");
    }

    private Node of(String formal, Element element, String help) {
        Node node = node(formal, element);
        if (node.type().element() != element) {
            throw Fault.of(Diagnostic.error(
                            "G0217", span(formal), "`" + name() + "` takes " + element + " for `" + formal + "`")
                    .label(node.type().toString())
                    .help(help));
        }
        return node;
    }

    /** The tensors of a list. */
    List<Node> nodes(String formal) {
        if (!(value(formal) instanceof Value.ListValue list) || list.elements().isEmpty()) {
            throw wrong(formal, "a list of tensors");
        }
        List<Node> nodes = new ArrayList<>();
        for (Value element : list.elements()) {
            nodes.add(coercion.node(element, Element.REAL, ops(), span(formal)));
        }
        return nodes;
    }

    /** A tensor with the leading axes that it needs beside others, where the model's author leaves them to us. */
    Node fitted(String formal, Node node, Node... others) {
        Node fitted = node;
        for (Node other : others) {
            fitted = session.enlargements().fitted(fitted, other, span(formal), ops(), context);
        }
        return fitted;
    }

    int axis(String formal, Node of) {
        return session.sizes()
                .axis(value(formal), of.shape().rank(), span(formal), of.type().toString());
    }

    List<Integer> axes(String formal, Node of) {
        return session.sizes()
                .axes(value(formal), of.shape().rank(), span(formal), of.type().toString());
    }

    String text(String formal) {
        return given.containsKey(formal) ? given.get(formal).text() : "";
    }

    Operand operand(String formal, Node node) {
        ActualArgument arg = given.get(formal);
        return arg == null
                ? new Operand(node.type(), site.callee(), "", "", "")
                : Operand.of(session, node.type(), arg, context);
    }

    /** Says what an argument should have been. */
    Fault wrong(String formal, String wanted) {
        return Fault.of(
                Diagnostic.error("G0217", span(formal), "`" + name() + "` takes " + wanted + " for `" + formal + "`")
                        .label(value(formal).describe()));
    }

    /** A result, if it is within the limits. */
    Value tensor(Node node) {
        return session.tensor(node, site.callee());
    }

    /** The path of the statement, which keys random streams. */
    String path() {
        return context.owner().map(Owner::path).orElse(context.frame().path());
    }
}
