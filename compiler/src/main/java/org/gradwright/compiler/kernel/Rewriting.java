// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.kernel;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.gradwright.compiler.kernel.Expr.Local;

/** Replaces locals, givens, arrays and places in them, all through some statements; subexpressions that are shared stay shared. */
public final class Rewriting {
    /** Where an element of a buffer is found. */
    @FunctionalInterface
    public interface Place {
        /** The index to use instead. @param index with everything in it replaced */
        Expr of(Buffer buffer, Expr index);

        /** The array to use instead. */
        default Buffer array(Buffer buffer) {
            return buffer;
        }
    }

    private final UnaryOperator<Expr> leaves;
    private final Place place;
    private final Map<Expr, Expr> done = new IdentityHashMap<>();

    /**
     * @param leaves the replacement of an expression without subexpressions, itself to keep it; a local becomes a local
     * @param place moves what is loaded and stored
     */
    public Rewriting(UnaryOperator<Expr> leaves, Place place) {
        this.leaves = leaves;
        this.place = place;
    }

    /** The statements with everything replaced. */
    public List<Stmt> apply(List<Stmt> statements) {
        var replaced = new ArrayList<Stmt>(statements.size());
        for (Stmt statement : statements) {
            replaced.add(apply(statement));
        }
        return replaced;
    }

    private Stmt apply(Stmt statement) {
        if (statement instanceof Stmt.For loop) {
            Local index = local(loop.index());
            Expr from = apply(loop.from());
            return new Stmt.For(index, from, apply(loop.to()), loop.step(), loop.vectors(), apply(loop.body()));
        }
        if (statement instanceof Stmt.Let let) {
            return new Stmt.Let(local(let.local()), apply(let.value()));
        }
        if (statement instanceof Stmt.Var variable) {
            return new Stmt.Var(local(variable.local()), apply(variable.initial()));
        }
        if (statement instanceof Stmt.Assign assign) {
            return new Stmt.Assign(local(assign.local()), apply(assign.value()));
        }
        if (statement instanceof Stmt.Product product) {
            return product(product);
        }
        Stmt.Store store = (Stmt.Store) statement;
        Expr index = place.of(store.buffer(), apply(store.index()));
        return new Stmt.Store(place.array(store.buffer()), index, apply(store.value()), store.vector());
    }

    private Stmt product(Stmt.Product product) {
        return new Stmt.Product(
                matrix(product.left()),
                matrix(product.right()),
                matrix(product.result()),
                apply(product.rows()),
                apply(product.depth()),
                apply(product.columns()),
                product.hasEpilogue());
    }

    private Stmt.Operand matrix(Stmt.Operand matrix) {
        Expr first = place.of(matrix.buffer(), apply(matrix.first()));
        return new Stmt.Operand(place.array(matrix.buffer()), first, apply(matrix.down()), apply(matrix.along()));
    }

    private Local local(Local local) {
        return (Local) apply(local);
    }

    /** The expression with everything replaced. */
    public Expr apply(Expr expr) {
        Expr known = done.get(expr);
        if (known == null) {
            known = expr instanceof Expr.Load load ? load(load) : other(expr);
            done.put(expr, known);
        }
        return known;
    }

    private Expr load(Expr.Load load) {
        Expr index = place.of(load.buffer(), apply(load.index()));
        return new Expr.Load(place.array(load.buffer()), index, load.varies());
    }

    private Expr other(Expr expr) {
        return expr.children().isEmpty() ? leaves.apply(expr) : expr.mapChildren(this::apply);
    }
}
