// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.statement;

import java.util.Optional;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Input;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.graph.Variable;
import org.gradwright.compiler.lang.builtin.Initialisers;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.Fault;
import org.gradwright.compiler.lang.diagnostic.Span;
import org.gradwright.compiler.lang.expression.Evaluator;
import org.gradwright.compiler.lang.expression.Types;
import org.gradwright.compiler.lang.scope.Binding;
import org.gradwright.compiler.lang.scope.Context;
import org.gradwright.compiler.lang.scope.Owner;
import org.gradwright.compiler.lang.session.Coercion;
import org.gradwright.compiler.lang.session.Registry;
import org.gradwright.compiler.lang.session.Session;
import org.gradwright.compiler.lang.syntax.Expression;
import org.gradwright.compiler.lang.syntax.Name;
import org.gradwright.compiler.lang.syntax.Statement;
import org.gradwright.compiler.lang.value.SharedLayer;
import org.gradwright.compiler.lang.value.Sizes;
import org.gradwright.compiler.lang.value.Value;

/** {@code input}, {@code param}, {@code state}, {@code layer}, {@code output} and {@code metric}. */
final class Declarations {
    private final Session session;
    private final Evaluator evaluator;
    private final Types types;
    private final Variables variables;
    private final Coercion coercion;

    Declarations(Session session, Evaluator evaluator) {
        this.session = session;
        this.evaluator = evaluator;
        this.types = new Types(session, evaluator);
        this.variables = new Variables(session);
        this.coercion = new Coercion(session);
    }

    void declare(Statement statement, Context context) {
        if (statement instanceof Statement.Param param) {
            param(param, context);
        } else if (statement instanceof Statement.State state) {
            state(state, context);
        } else if (statement instanceof Statement.Layer layer) {
            layer(layer, context);
        } else if (statement instanceof Statement.Input input) {
            input(input, context);
        } else if (statement instanceof Statement.Output output) {
            output(output, context);
        } else {
            metric((Statement.Metric) statement, context);
        }
    }

    private static void requireTopLevel(String word, Span span, Context context) {
        if (!context.isTopLevel()) {
            throw Fault.of(Diagnostic.error("G0319", span, "`" + word + "` stands at the top level of the file")
                    .help(
                            word.equals("input")
                                    ? "pass it to the def as an argument"
                                    : "return the value and name it there"));
        }
    }

    private void input(Statement.Input input, Context context) {
        requireTopLevel("input", input.span(), context);
        for (Name name : input.names()) {
            session.names().requireFree(name, context);
        }
        TensorType type = types.ofInput(input.type(), context);
        for (Name name : input.names()) {
            String path = context.path(name.text());
            Node node = Node.of(new Input(path, type), session.origin(context, name.span()), java.util.List.of())
                    .named(path);
            session.names().bind(name, Binding.of(new Value.Tensor(node), name.span(), Binding.Kind.DECLARED), context);
            session.registry().inputs().put(path, new Registry.Entry(node, name.span()));
        }
    }

    private void param(Statement.Param param, Context context) {
        TensorType type =
                param.type().map(t -> types.ofVariable(t, context, "parameter")).orElse(TensorType.SCALAR);
        for (Name name : param.names()) {
            variable(Variable.Kind.PARAMETER, Binding.Kind.DECLARED, name, type, param.initialiser(), context);
        }
    }

    private void state(Statement.State state, Context context) {
        TensorType type = types.ofVariable(state.type(), context, "state");
        for (Name name : state.names()) {
            variable(Variable.Kind.STATE, Binding.Kind.STATE, name, type, state.initialiser(), context);
        }
    }

    private void variable(
            Variable.Kind kind,
            Binding.Kind bound,
            Name name,
            TensorType type,
            Expression initialiser,
            Context context) {
        session.names().requireFree(name, context);
        Value start = evaluator.evaluate(initialiser, context.unowned());
        var checked = Initialisers.of(start, type.shape(), initialiser.span());
        Value value = variables.declare(kind, name, type, checked, context);
        Binding binding = Binding.of(value, name.span(), bound).owning(context.path(name.text()));
        session.names().bind(name, binding, context);
    }

    private void layer(Statement.Layer layer, Context context) {
        session.names().requireFree(layer.name(), context);
        Owner owner = new Owner(
                context.path(layer.name().text()), context.local(layer.name().text()), layer.span());
        Value value = evaluator.evaluate(layer.value(), context.owned(owner));
        if (!(value instanceof Value.Function function)) {
            throw Fault.of(Diagnostic.error("G0307", layer.value().span(), "`layer` needs a call without its inputs")
                    .label(value.describe())
                    .help("write `layer " + layer.name().spelling() + " = dense(units = 10)` and apply it: `"
                            + layer.name().spelling() + "(x)`"));
        }
        SharedLayer shared =
                new SharedLayer(layer.name().text(), context.path(layer.name().text()), function);
        session.names()
                .bind(
                        layer.name(),
                        Binding.of(new Value.Layer(shared), layer.name().span(), Binding.Kind.LET),
                        context);
    }

    private void output(Statement.Output output, Context context) {
        requireTopLevel("output", output.span(), context);
        Node node = value(output.name(), output.value(), output.span(), context);
        Sizes.requireElements(node.shape(), output.name().span());
        register(output.name(), node, session.registry().outputs(), "output");
    }

    private void metric(Statement.Metric metric, Context context) {
        requireTopLevel("metric", metric.span(), context);
        Node node = value(metric.name(), metric.value(), metric.span(), context);
        if (!node.type().equals(TensorType.SCALAR)) {
            Span span =
                    metric.value().map(Expression::span).orElse(metric.name().span());
            throw Fault.of(Diagnostic.error("G0235", span, "a metric must be one number")
                    .label(node.type().toString())
                    .help("write `mean(" + span.text() + ")`"));
        }
        register(metric.name(), node, session.registry().metrics(), "metric");
    }

    private static void register(Name name, Node node, java.util.Map<String, Registry.Entry> entries, String what) {
        Registry.Entry before = entries.putIfAbsent(name.text(), new Registry.Entry(node, name.span()));
        if (before != null) {
            throw Fault.of(Diagnostic.error(
                            "G0302",
                            name.span(),
                            "`" + name.spelling() + "` is already "
                                    + (what.equals("output") ? "an output" : "a metric"))
                    .label("since " + before.span().seenFrom(name.span())));
        }
    }

    private Node value(Name name, Optional<Expression> expression, Span statement, Context context) {
        if (expression.isEmpty()) {
            Value value = session.names().resolve(name, context).value();
            return coercion.node(value, Element.REAL, session.ops(context, name.span()), name.span());
        }
        session.names().requireFree(name, context);
        Owner owner = new Owner(context.path(name.text()), context.local(name.text()), statement);
        Expression e = expression.get();
        Value value = evaluator.evaluate(e, context.owned(owner));
        Node node = coercion.node(value, Element.REAL, session.ops(context, e.span()), e.span());
        Node named = node.named(context.path(name.text()));
        Binding binding = Binding.of(new Value.Tensor(named), name.span(), Binding.Kind.LET)
                .owning(owner.path())
                .from(e);
        session.names().bind(name, binding, context);
        return named;
    }
}
