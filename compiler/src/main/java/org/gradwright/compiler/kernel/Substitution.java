// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.kernel;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.gradwright.compiler.kernel.Expr.Arg;

/** Replaces leaves of an expression; subexpressions that are shared stay shared. */
public final class Substitution {
    private final UnaryOperator<Expr> leaves;
    private final Map<Expr, Expr> done = new IdentityHashMap<>();

    /** @param leaves the replacement of an expression without subexpressions; itself to keep it */
    public Substitution(UnaryOperator<Expr> leaves) {
        this.leaves = leaves;
    }

    /** The expression with {@code Arg(i)} replaced by the i-th of {@code args}. */
    public static Expr args(Expr expr, List<? extends Expr> args) {
        return new Substitution(leaf -> leaf instanceof Arg arg ? args.get(arg.index()) : leaf).apply(expr);
    }

    /** The expression with its leaves replaced. */
    public Expr apply(Expr expr) {
        Expr known = done.get(expr);
        if (known == null) {
            known = expr.children().isEmpty() ? leaves.apply(expr) : expr.mapChildren(this::apply);
            done.put(expr, known);
        }
        return known;
    }
}
