// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.gradwright.compiler.kernel.Expr.Local;

/**
 * A statement of a kernel.
 *
 * <pre>
 * stmt = for local in from..&lt;to by step { stmt } | let local = expr | var local = expr | local = expr | buffer[expr] = expr
 *      | buffer[expr..] = buffer[expr..] @ buffer[expr..]
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

    /**
     * Computes a block of a product of matrices, in chains of fused multiply-adds that begin with zero, in the order of the
     * depth. Only the plain form of kernels in precision f32 has it.
     *
     * @param result where the block goes, its columns side by side
     * @param hasEpilogue whether it goes to {@link #BLOCK}, where an epilogue reads it
     */
    record Product(
            Operand left, Operand right, Operand result, Expr rows, Expr depth, Expr columns, boolean hasEpilogue)
            implements Stmt {
        /** The memory of a block that an epilogue reads. */
        public static final Buffer BLOCK = new Buffer("#product", Scalar.REAL);

        private List<Expr> expressionsOfProduct() {
            var all = new ArrayList<Expr>();
            List.of(left, right, result).forEach(o -> all.addAll(o.expressions()));
            all.addAll(List.of(rows, depth, columns));
            return all;
        }

        /** The statement with each expression replaced. */
        public Product map(UnaryOperator<Expr> map) {
            return new Product(
                    left.map(map),
                    right.map(map),
                    result.map(map),
                    map.apply(rows),
                    map.apply(depth),
                    map.apply(columns),
                    hasEpilogue);
        }
    }

    /**
     * A matrix in a buffer.
     *
     * @param first the place of its first element
     * @param down from one row to the next
     * @param along from one element of a row to the next
     */
    record Operand(Buffer buffer, Expr first, Expr down, Expr along) {
        List<Expr> expressions() {
            return List.of(first, down, along);
        }

        Operand map(UnaryOperator<Expr> map) {
            return new Operand(buffer, map.apply(first), map.apply(down), map.apply(along));
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
        if (this instanceof Product product) {
            return product.expressionsOfProduct();
        }
        Store store = (Store) this;
        return List.of(store.index(), store.value());
    }
}
