// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Expr.Local;
import org.gradwright.compiler.kernel.Stmt;

/** Walks over statements and what they hold. */
final class Statements {
    private Statements() {}

    /** The same statements with each expression replaced. */
    static List<Stmt> map(List<Stmt> statements, UnaryOperator<Expr> map) {
        return statements.stream().map(s -> map(s, map)).toList();
    }

    private static Stmt map(Stmt statement, UnaryOperator<Expr> map) {
        if (statement instanceof Stmt.For loop) {
            return new Stmt.For(
                    loop.index(),
                    map.apply(loop.from()),
                    map.apply(loop.to()),
                    loop.step(),
                    loop.vectors(),
                    map(loop.body(), map));
        }
        return mapOwn(statement, map);
    }

    /** A statement that is no loop with each expression replaced. */
    static Stmt mapOwn(Stmt statement, UnaryOperator<Expr> map) {
        if (statement instanceof Stmt.Let let) {
            return new Stmt.Let(let.local(), map.apply(let.value()));
        }
        if (statement instanceof Stmt.Var variable) {
            return new Stmt.Var(variable.local(), map.apply(variable.initial()));
        }
        if (statement instanceof Stmt.Assign assign) {
            return new Stmt.Assign(assign.local(), map.apply(assign.value()));
        }
        if (statement instanceof Stmt.Product product) {
            return product.map(map);
        }
        Stmt.Store store = (Stmt.Store) statement;
        return new Stmt.Store(store.buffer(), map.apply(store.index()), map.apply(store.value()), store.vector());
    }

    /**
     * Gives accumulators their next values, together: each may depend on the present one of every other.
     *
     * @param accumulators locals
     */
    static List<Stmt> assign(List<Expr> accumulators, List<Expr> next) {
        if (next.size() == 1) {
            return List.of(new Stmt.Assign((Local) accumulators.get(0), next.get(0)));
        }
        var statements = new ArrayList<Stmt>();
        var assigns = new ArrayList<Stmt>();
        for (int a = 0; a < next.size(); a++) {
            Local accumulator = (Local) accumulators.get(a);
            Expr value = next.get(a);
            Local local = new Local("n" + accumulator.name(), value.type(), value.varies());
            statements.add(new Stmt.Let(local, value));
            assigns.add(new Stmt.Assign(accumulator, local));
        }
        statements.addAll(assigns);
        return statements;
    }

    /** Visits each expression and subexpression, once for each place where it stands. */
    static void each(List<Stmt> statements, Consumer<Expr> visitor) {
        for (Stmt statement : statements) {
            statement.expressions().forEach(e -> each(e, visitor));
            if (statement instanceof Stmt.For loop) {
                each(loop.body(), visitor);
            }
        }
    }

    private static void each(Expr expr, Consumer<Expr> visitor) {
        visitor.accept(expr);
        expr.children().forEach(child -> each(child, visitor));
    }
}
