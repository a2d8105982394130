// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.kernel;

import java.util.List;
import org.gradwright.compiler.kernel.Expr.Local;

/**
 * A statement of a kernel.
 *
 * <pre>
 * stmt = for local in from..&lt;to by step { stmt } | let local = expr | var local = expr | local = expr | buffer[expr] = expr
 * </pre>
 */
public sealed interface Stmt {
    /** A counted loop: {@code index} takes {@code from, from + step, ...} while it is below {@code to}. */
    record For(Local index, Expr from, Expr to, int step, List<Stmt> body) implements Stmt {
        public For {
            body = List.copyOf(body);
        }
    }

    /** Names a value, once. */
    record Let(Local local, Expr value) implements Stmt {}

    /** Declares an accumulator, which {@link Assign} changes. */
    record Var(Local local, Expr initial) implements Stmt {}

    /** Gives an accumulator its next value. */
    record Assign(Local local, Expr value) implements Stmt {}

    /** Writes one element. */
    record Store(Buffer buffer, Expr index, Expr value) implements Stmt {}

    /** The expressions that the statement itself evaluates; those of a loop's body are not among them. */
    default List<Expr> expressions() {
        if (this instanceof For loop) {
            return List.of(loop.from(), loop.to());
        }
        if (this instanceof Let let) {
            return List.of(let.value());
        }
        if (this instanceof Var variable) {
            return List.of(variable.initial());
        }
        if (this instanceof Assign assign) {
            return List.of(assign.value());
        }
        Store store = (Store) this;
        return List.of(store.index(), store.value());
    }
}
