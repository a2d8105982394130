// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.call;

import java.util.ArrayList;
import java.util.List;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.Fault;
import org.gradwright.compiler.lang.scope.Binding;
import org.gradwright.compiler.lang.scope.Context;
import org.gradwright.compiler.lang.scope.Frame;
import org.gradwright.compiler.lang.session.Coercion;
import org.gradwright.compiler.lang.session.Session;
import org.gradwright.compiler.lang.syntax.Definition;
import org.gradwright.compiler.lang.syntax.Formal;
import org.gradwright.compiler.lang.syntax.Name;
import org.gradwright.compiler.lang.value.Value;
import org.gradwright.compiler.op.Ops;

/** Defs with a backward of their own. */
final class CustomGradients {
    private final Session session;
    private final BlockRunner blocks;
    private final Coercion coercion;

    CustomGradients(Session session, BlockRunner blocks) {
        this.session = session;
        this.blocks = blocks;
        this.coercion = new Coercion(session);
    }

    /** The result, differentiated as the {@code gradient} block says. */
    Value apply(Definition definition, Value result, Context inside) {
        Definition.Gradient gradient = definition.gradient().orElseThrow();
        if (!inside.frame().parameters().isEmpty()) {
            throw Fault.of(
                    Diagnostic.error("G0318", gradient.span(), "a def with a gradient of its own has no parameters")
                            .help("make them outside and pass them as arguments"));
        }
        List<Value> results = result instanceof Value.ListValue list ? list.elements() : List.of(result);
        requireNames(gradient, results.size());
        List<Node> formals = tensors(definition, inside);
        List<Value> wrapped = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            wrapped.add(wrap(gradient, results, i, formals, inside));
        }
        return wrapped.size() == 1 ? wrapped.get(0) : new Value.ListValue(wrapped);
    }

    private static void requireNames(Definition.Gradient gradient, int results) {
        int names = gradient.cotangents().size();
        if (names != results) {
            throw Fault.of(Diagnostic.error(
                    "G0318", gradient.span(), "`gradient` names " + names + " cotangents for " + results + " results"));
        }
    }

    private static List<Node> tensors(Definition definition, Context inside) {
        List<Node> tensors = new ArrayList<>();
        for (Formal formal : definition.formals()) {
            Value value =
                    inside.scope().find(formal.name().text()).orElseThrow().value();
            if (value instanceof Value.Tensor tensor) {
                tensors.add(tensor.node());
            }
        }
        return tensors;
    }

    /** One result: the cotangents of the others are zero, for each result passes on its own share. */
    private Value wrap(
            Definition.Gradient gradient, List<Value> results, int which, List<Node> formals, Context inside) {
        Ops ops = session.ops(inside, gradient.span());
        Node result = coercion.node(results.get(which), null, ops, gradient.span());
        Node hole = ops.hole(gradient.cotangents().get(which).text(), result.type());
        Frame frame = Frame.backward(inside.frame());
        Context backward = new Context(frame, inside.scope().inner(), "", inside.owner(), inside.loop());
        for (int i = 0; i < results.size(); i++) {
            Node other = coercion.node(results.get(i), null, ops, gradient.span());
            Value cotangent = new Value.Tensor(i == which ? hole : ops.zerosLike(other));
            Name name = gradient.cotangents().get(i);
            session.names().bind(name, Binding.of(cotangent, name.span(), Binding.Kind.FORMAL), backward);
        }
        blocks.run(gradient.body(), backward);
        List<Node> cotangents = cotangents(gradient, frame, formals, ops);
        session.countNodes(1, gradient.span());
        return new Value.Tensor(
                session.guarded(gradient.span(), () -> ops.customGradient(result, formals, hole, cotangents)));
    }

    private List<Node> cotangents(Definition.Gradient gradient, Frame frame, List<Node> formals, Ops ops) {
        List<Value> values = frame.returned().orElse(List.of());
        if (values.contains(Value.Poison.POISON)) {
            throw Fault.silent();
        }
        if (values.size() != formals.size()) {
            throw Fault.of(Diagnostic.error(
                            "G0318",
                            gradient.span(),
                            "`gradient` returns " + values.size() + " cotangents for " + formals.size()
                                    + " tensor arguments")
                    .help("return one for each argument that is a tensor, in order"));
        }
        List<Node> cotangents = new ArrayList<>();
        for (int i = 0; i < formals.size(); i++) {
            Node node = coercion.node(values.get(i), null, ops, gradient.span());
            cotangents.add(fitted(node, formals.get(i).type(), gradient, ops));
        }
        return cotangents;
    }

    private static Node fitted(Node node, TensorType type, Definition.Gradient gradient, Ops ops) {
        boolean scalar = node.type().equals(TensorType.SCALAR);
        if (!scalar && !node.type().equals(type)) {
            throw Fault.of(Diagnostic.error(
                    "G0318", gradient.span(), "the cotangent of a " + type + " is not a " + node.type()));
        }
        return scalar ? ops.broadcastTo(node, type.shape()) : node;
    }
}
