// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.Fault;
import org.gradwright.compiler.lang.diagnostic.Span;
import org.gradwright.compiler.lang.expression.Evaluator;
import org.gradwright.compiler.lang.expression.Types;
import org.gradwright.compiler.lang.scope.Binding;
import org.gradwright.compiler.lang.scope.Context;
import org.gradwright.compiler.lang.scope.Owner;
import org.gradwright.compiler.lang.session.Coercion;
import org.gradwright.compiler.lang.session.Session;
import org.gradwright.compiler.lang.syntax.Expression;
import org.gradwright.compiler.lang.syntax.Name;
import org.gradwright.compiler.lang.syntax.Statement;
import org.gradwright.compiler.lang.syntax.Target;
import org.gradwright.compiler.lang.syntax.TypeSyntax;
import org.gradwright.compiler.lang.value.Value;

/** {@code name = value}, {@code next name = value} and {@code return}. */
final class Bindings {
    private final Session session;
    private final Evaluator evaluator;
    private final Types types;
    private final NextValues nextValues;
    private final Coercion coercion;

    Bindings(Session session, Evaluator evaluator) {
        this.session = session;
        this.evaluator = evaluator;
        this.types = new Types(session, evaluator);
        this.nextValues = new NextValues(session);
        this.coercion = new Coercion(session);
    }

    void bind(Statement.Binding statement, Context context) {
        for (Target target : statement.targets()) {
            if (target instanceof Target.Bind) {
                session.names().requireFree(target.name(), context);
            }
        }
        Name first = statement.targets().get(0).name();
        Owner owner = new Owner(context.path(first.text()), context.local(first.text()), statement.span());
        List<Value> values = values(statement, context.owned(owner));
        for (int i = 0; i < values.size(); i++) {
            Expression source = statement.values().get(statement.values().size() == 1 ? 0 : i);
            assign(statement.targets().get(i), values.get(i), source, owner, context);
        }
    }

    private List<Value> values(Statement.Binding statement, Context context) {
        List<Value> values = new ArrayList<>();
        for (Expression e : statement.values()) {
            values.add(evaluator.evaluate(e, context));
        }
        int wanted = statement.targets().size();
        if (values.size() == 1 && wanted > 1 && values.get(0) instanceof Value.ListValue list) {
            values = list.elements();
        }
        if (values.size() != wanted) {
            throw Fault.of(Diagnostic.error(
                    "G0315", statement.span(), counted(wanted, "name") + ", " + counted(values.size(), "value")));
        }
        return values;
    }

    private static String counted(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private void assign(Target target, Value value, Expression source, Owner owner, Context context) {
        if (target instanceof Target.Next next) {
            nextValues.assign(next, value, source.span(), owner, context);
            return;
        }
        Optional<TypeSyntax> type = ((Target.Bind) target).type();
        Value asserted = type.map(t -> asserted(target.name(), t, value, source.span(), context))
                .orElse(value);
        let(target.name(), asserted, source, owner, context);
    }

    /** Binds a name to a value, which gets the name. */
    Value let(Name name, Value value, Expression source, Owner owner, Context context) {
        Value named = value.named(context.path(name.text()));
        Binding binding = Binding.of(named, name.span(), Binding.Kind.LET)
                .owning(owner.path())
                .from(source);
        session.names().bind(name, binding, context);
        return named;
    }

    private Value asserted(Name name, TypeSyntax syntax, Value value, Span span, Context context) {
        TensorType type = types.read(syntax, context);
        Node node = coercion.node(value, type.element(), session.ops(context, span), span);
        if (!node.type().equals(type)) {
            throw Fault.of(Diagnostic.error(
                            "G0220", syntax.span(), "`" + name.spelling() + "` is " + node.type() + ", not " + type)
                    .underline(span, node.type().toString())
                    .help("the type after a name is checked: mend one of the two"));
        }
        return new Value.Tensor(node);
    }

    void result(Statement.Return statement, Context context) {
        if (context.loop().isPresent() || context.frame().isFile()) {
            String where = context.frame().isFile() ? "in a def" : "outside its loops";
            throw Fault.of(Diagnostic.error("G0319", statement.span(), "`return` stands " + where));
        }
        Owner owner = new Owner(context.frame().path(), "", statement.span());
        List<Value> values = new ArrayList<>();
        for (Expression e : statement.values()) {
            values.add(evaluator.evaluate(e, context.owned(owner)));
        }
        context.frame().returns(values);
    }
}
