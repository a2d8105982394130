// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.lang.builtin.Initialisers;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.Fault;
import org.gradwright.compiler.lang.diagnostic.Span;
import org.gradwright.compiler.lang.expression.Evaluator;
import org.gradwright.compiler.lang.expression.Types;
import org.gradwright.compiler.lang.scope.Binding;
import org.gradwright.compiler.lang.scope.Context;
import org.gradwright.compiler.lang.session.Coercion;
import org.gradwright.compiler.lang.session.Session;
import org.gradwright.compiler.lang.syntax.Expression;
import org.gradwright.compiler.lang.syntax.Formal;
import org.gradwright.compiler.lang.syntax.Name;
import org.gradwright.compiler.lang.syntax.TypeSyntax;
import org.gradwright.compiler.lang.value.ActualArgument;
import org.gradwright.compiler.lang.value.Value;

/** Checks that an argument is what its formal admits, and binds the sizes that the formal's type names. */
final class FormalKinds {
    private final Session session;
    private final Evaluator evaluator;
    private final Types types;
    private final Coercion coercion;

    FormalKinds(Session session, Evaluator evaluator) {
        this.session = session;
        this.evaluator = evaluator;
        this.types = new Types(session, evaluator);
        this.coercion = new Coercion(session);
    }

    /** The value as the def sees it. */
    Value fit(Formal formal, Value value, Optional<ActualArgument> argument, Context inside) {
        if (value == Value.Poison.POISON) {
            throw Fault.silent();
        }
        Span span = argument.map(ActualArgument::valueSpan).orElse(formal.span());
        if (formal.kind().isPresent() && formal.kind().get() instanceof Formal.TensorKind tensor) {
            return tensor(formal, tensor.type(), value, argument, span, inside);
        }
        boolean fits = formal.kind().isPresent()
                ? isOf((Formal.ValueKind) formal.kind().get(), value)
                : formal.defaultValue().isEmpty() || argument.isEmpty() || isLikeDefault(formal, value, inside);
        if (!fits) {
            throw Fault.of(wrong(formal, value, span, inside));
        }
        return value;
    }

    private static boolean isOf(Formal.ValueKind kind, Value value) {
        return switch (kind) {
            case INT ->
                value instanceof Value.Whole
                        || value instanceof Value.Decimal n && n.value() == Math.rint(n.value())
                        || value instanceof Value.Decimal q && q.uneven().isPresent();
            case NUMBER -> isNumber(value);
            case STRING -> value instanceof Value.Text;
            case FN -> isFunction(value);
        };
    }

    private static boolean isNumber(Value value) {
        return value instanceof Value.Whole
                || value instanceof Value.Decimal
                || value instanceof Value.Tensor t && t.node().type().equals(TensorType.SCALAR);
    }

    private static boolean isFunction(Value value) {
        return value instanceof Value.Function || value instanceof Value.Layer;
    }

    /** A formal without a type admits what its default is. */
    private boolean isLikeDefault(Formal formal, Value value, Context inside) {
        Value like = evaluator.evaluate(formal.defaultValue().get(), inside.unowned());
        if (like instanceof Value.Bool) {
            return value instanceof Value.Bool;
        }
        if (like instanceof Value.Text) {
            return value instanceof Value.Text;
        }
        if (like instanceof Value.Whole || like instanceof Value.Decimal) {
            boolean isName = like instanceof Value.Whole && value instanceof Value.Text; // padding = "same"
            return isName || isNumber(value) || value instanceof Value.ListValue || value == Value.None.NONE;
        }
        if (Initialisers.isInitialiser(like)) {
            return Initialisers.isInitialiser(value) || isNumber(value) || value instanceof Value.ListValue;
        }
        return !(like instanceof Value.Function) || isFunction(value);
    }

    private static Diagnostic wrong(Formal formal, Value value, Span span, Context inside) {
        String callee = inside.frame().callee().orElseThrow().name();
        return Diagnostic.error(
                        "G0217", span, "`" + callee + "` takes " + wanted(formal) + " for `" + formal.name() + "`")
                .label(value.describe());
    }

    private static String wanted(Formal formal) {
        if (formal.kind().isEmpty()) {
            String like = formal.defaultValue().map(e -> e.span().text()).orElse("");
            return "something like " + like;
        }
        return switch ((Formal.ValueKind) formal.kind().get()) {
            case INT -> "a whole number";
            case NUMBER -> "a number";
            case STRING -> "a text";
            case FN -> "a function";
        };
    }

    private Value tensor(
            Formal formal, TypeSyntax type, Value value, Optional<ActualArgument> argument, Span span, Context inside) {
        Element element = Types.element(type.element());
        String callee = inside.frame().callee().orElseThrow().name();
        boolean numeric = value instanceof Value.Tensor
                || value instanceof Value.Whole
                || value instanceof Value.Decimal
                || value instanceof Value.ListValue
                || value instanceof Value.Bool;
        if (!numeric) {
            throw Fault.of(Diagnostic.error("G0217", span, "`" + callee + "` takes " + Formals.text(formal))
                    .label(value.describe()));
        }
        Context caller = inside.frame().caller().orElseThrow();
        Node node = coercion.node(value, element, session.ops(caller, span), span);
        if (node.type().element() != element) {
            throw Fault.of(Diagnostic.error("G0217", span, "`" + callee + "` takes " + Formals.text(formal))
                    .label(node.type().toString())
                    .help(element == Element.BOOL ? "compare first" : "write `" + element + "(...)` to convert it"));
        }
        match(formal, type, node, argument, span, inside);
        return new Value.Tensor(node);
    }

    private void match(
            Formal formal, TypeSyntax type, Node node, Optional<ActualArgument> argument, Span span, Context inside) {
        List<Expression> wanted = new ArrayList<>(type.sizes());
        List<Size> sizes = new ArrayList<>(node.shape().sizes());
        int rest = indexOfRest(wanted);
        int extra = sizes.size() - wanted.size() + 1;
        boolean rankFits = rest < 0 ? sizes.size() == wanted.size() : extra >= 0;
        if (!rankFits) {
            throw Fault.of(RankMessages.wrongRank(formal, type, node, span, inside));
        }
        if (rest >= 0) {
            wanted.remove(rest);
            sizes.subList(rest, rest + extra).clear();
        }
        for (int i = 0; i < wanted.size(); i++) {
            int axis = rest >= 0 && i >= rest ? i + extra : i;
            match(wanted.get(i), sizes.get(i), axis, formal, node, argument, span, inside);
        }
    }

    private static int indexOfRest(List<Expression> sizes) {
        for (int i = 0; i < sizes.size(); i++) {
            if (sizes.get(i) instanceof Expression.Ellipsis) {
                return i;
            }
        }
        return -1;
    }

    private void match(
            Expression wanted,
            Size size,
            int axis,
            Formal formal,
            Node node,
            Optional<ActualArgument> argument,
            Span span,
            Context inside) {
        if (wanted instanceof Expression.Reference reference && isNew(reference.name(), inside)) {
            String origin = reference.name() + " = " + size + " is the "
                    + RankMessages.ordinal(axis, node.shape().rank()) + " axis of "
                    + argument.map(ActualArgument::text).orElse("") + " : " + node.type();
            Binding binding = Binding.of(new Value.Whole(size), reference.span(), Binding.Kind.SIZE)
                    .note(origin);
            inside.scope().put(reference.name().text(), binding);
            return;
        }
        Size expected = types.size(wanted, inside);
        if (!expected.equals(size)) {
            String callee = inside.frame().callee().orElseThrow().name();
            throw Fault.of(Diagnostic.error(
                            "G0218",
                            span,
                            "`" + callee + "` takes " + Formals.text(formal) + ", and `"
                                    + wanted.span().text() + "` is " + expected + ", not " + size)
                    .label(node.type().toString()));
        }
    }

    private static boolean isNew(Name name, Context inside) {
        return inside.scope().find(name.text()).isEmpty()
                && inside.frame().library().constant(name.text()).isEmpty();
    }
}
