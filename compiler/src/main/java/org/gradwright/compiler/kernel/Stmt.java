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
    /**
     * A counted loop: {@code index} takes {@code from, from + step, ...} while it is below {@code to}.
     *
     * @param vectors whether the step counts vectors, not elements
     */
    record For(Local index, Expr from, Expr to, int step, boolean vectors, List<Stmt> body) implements Stmt {
        public For {
            body = List.copyOf(body);
        }

        /** A loop over elements. */
        public For(Local index, Expr from, Expr to, int step, List<Stmt> body) {
            this(index, from, to, step, false, body);
        }
    }

    /** Names a value, once. */
    record Let(Local local, Expr value) implements Stmt {}

    /** Declares an accumulator, which {@link Assign} changes. */
    record Var(Local local, Expr initial) implements Stmt {}

    /** Gives an accumulator its next value. */
    record Assign(Local local, Expr value) implements Stmt {}

    /** Writes one element, or a vector's neighbours from the index on. */
    record Store(Buffer buffer, Expr index, Expr value, boolean vector) implements Stmt {
        /** Writes one element. */
        public Store(Buffer buffer, Expr index, Expr value) {
            this(buffer, index, value, false);
        }
    }

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
