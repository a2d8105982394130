// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.statement;

import java.util.List;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.lang.call.BlockRunner;
import org.gradwright.compiler.lang.call.Calls;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.Fault;
import org.gradwright.compiler.lang.expression.Evaluator;
import org.gradwright.compiler.lang.scope.Context;
import org.gradwright.compiler.lang.session.Session;
import org.gradwright.compiler.lang.syntax.Expression;
import org.gradwright.compiler.lang.syntax.Statement;
import org.gradwright.compiler.lang.value.Value;

/** Carries out statements. One that fails is reported, and the names that it would have bound are poisoned. */
public final class Statements implements BlockRunner {
    private final Session session;
    private final Evaluator evaluator;
    private final Declarations declarations;
    private final Bindings bindings;
    private final Loops loops;
    private final Scans scans;
    private final Poisoning poisoning;

    /** @param session what the statements add to */
    public Statements(Session session) {
        this.session = session;
        this.evaluator = new Calls(session, this).evaluator();
        this.declarations = new Declarations(session, evaluator);
        this.bindings = new Bindings(session, evaluator);
        this.loops = new Loops(session, evaluator, this);
        this.scans = new Scans(session, evaluator, this);
        this.poisoning = new Poisoning(session);
    }

    /** Evaluates expressions; the bodies of the defs that they call are carried out by this. */
    public Evaluator evaluator() {
        return evaluator;
    }

    @Override
    public void run(List<Statement> block, Context context) {
        for (Statement statement : block) {
            if (context.frame().returned().isPresent()) {
                return;
            }
            step(statement, context);
        }
    }

    /**
     * Carries out one statement. In the standard library a fault ends the whole call, which is what the author sees.
     *
     * @throws Fault in the standard library, and when a limit is passed
     */
    public void step(Statement statement, Context context) {
        try {
            session.countStatement(statement.span());
            session.guarded(statement.span(), () -> {
                execute(statement, context);
                return null;
            });
        } catch (Fault fault) {
            if (context.frame().library().isStandard()) {
                throw fault;
            }
            session.report(fault, context);
            poisoning.poison(statement, context);
            if (session.isExhausted()) {
                throw Fault.silent();
            }
        }
    }

    private void execute(Statement statement, Context context) {
        if (statement instanceof Statement.Binding binding) {
            bindings.bind(binding, context);
        } else if (statement instanceof Statement.Return result) {
            bindings.result(result, context);
        } else if (statement instanceof Statement.For loop) {
            loops.run(loop, context);
        } else if (statement instanceof Statement.Emit emit) {
            loops.emit(emit, context);
        } else if (statement instanceof Statement.If choice) {
            choose(choice, context);
        } else if (statement instanceof Statement.Scan scan) {
            scans.run(scan, context);
        } else if (statement instanceof Statement.Broken broken) {
            poisoning.poison(broken, context);
        } else {
            declarations.declare(statement, context);
        }
    }

    private void choose(Statement.If choice, Context context) {
        Value condition = evaluator.evaluate(choice.condition(), context.unowned());
        if (!(condition instanceof Value.Bool bool)) {
            throw Fault.of(undecided(choice.condition(), condition));
        }
        run(bool.value() ? choice.then() : choice.otherwise(), context);
    }

    private static Diagnostic undecided(Expression condition, Value value) {
        String text = condition.span().text();
        boolean tensor = value instanceof Value.Tensor t && t.node().type().element() == Element.BOOL;
        if (!tensor) {
            return Diagnostic.error("G0309", condition.span(), "`if` needs a condition")
                    .label(value.describe());
        }
        String why = text.equals("training") ? "differs between step and predict" : "is known at run time only";
        return Diagnostic.error("G0309", condition.span(), "`if` is decided when compiling; `" + text + "` " + why)
                .help("write `where(" + text + ", a, b)`");
    }
}
