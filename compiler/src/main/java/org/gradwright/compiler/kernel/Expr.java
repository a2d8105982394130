// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.kernel;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A scalar expression: the body of a kernel. Expressions are immutable and share subexpressions (they are a DAG), so
 * compare them by identity or through a {@link ExprTable}, never by {@code equals}.
 *
 * <pre>
 * expr = number | whole | truth | arg | local | given | buffer[expr] | fn(expr, ...)
 * </pre>
 */
public sealed interface Expr {
    /** The type of the value, or of each lane's. */
    Scalar type();

    /** Whether each lane of a vector has a value of its own; in the plain form of a kernel nothing does. */
    default boolean varies() {
        return false;
    }

    /** A floating constant, {@link Scalar#REAL} or {@link Scalar#DOUBLE}. */
    record Num(double value, Scalar type) implements Expr {}

    /** An integer constant. */
    record Whole(int value) implements Expr {
        @Override
        public Scalar type() {
            return Scalar.INT;
        }
    }

    /** A truth constant. */
    record Truth(boolean value) implements Expr {
        @Override
        public Scalar type() {
            return Scalar.BOOL;
        }
    }

    /** A placeholder in the definition of a pointwise operation: its inputs, then its result. */
    record Arg(int index, Scalar type) implements Expr {}

    /** A loop index or a local value of the kernel. */
    record Local(String name, Scalar type, boolean varies) implements Expr {
        /** A scalar. */
        public Local(String name, Scalar type) {
            this(name, type, false);
        }

        /** Written out, as in {@link ExprTable}: what a record does by itself takes long in a JVM that has just started. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Local l && name.equals(l.name) && type == l.type && varies == l.varies;
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }

    /** A value that the caller of the kernel supplies: a free size, the step number, the key of a random stream. */
    record Given(String name, Scalar type) implements Expr {
        @Override
        public boolean varies() {
            return Givens.isLane(this);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Given g && name.equals(g.name) && type == g.type;
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }

    /** One element of a buffer, or as many neighbours from the index on as a vector has lanes. */
    record Load(Buffer buffer, Expr index, boolean varies) implements Expr {
        /** One element. */
        public Load(Buffer buffer, Expr index) {
            this(buffer, index, false);
        }

        @Override
        public Scalar type() {
            return buffer.type();
        }
    }

    /** A function applied to arguments. */
    record Call(Fn fn, List<Expr> args, Scalar type, boolean varies) implements Expr {}

    /** The call of a function, simplified where the arguments are constants or neutral. */
    static Expr call(Fn fn, Expr... args) {
        return Simplify.call(fn, List.of(args));
    }

    /** A constant in the model's precision. */
    static Expr real(double value) {
        return new Num(value, Scalar.REAL);
    }

    /** An integer constant. */
    static Expr whole(int value) {
        return new Whole(value);
    }

    default Expr plus(Expr other) {
        return call(Fn.ADD, this, other);
    }

    default Expr plus(double value) {
        return call(Fn.ADD, this, constantLike(value));
    }

    default Expr minus(Expr other) {
        return call(Fn.SUB, this, other);
    }

    default Expr minus(double value) {
        return call(Fn.SUB, this, constantLike(value));
    }

    default Expr times(Expr other) {
        return call(Fn.MUL, this, other);
    }

    default Expr times(double value) {
        return call(Fn.MUL, this, constantLike(value));
    }

    default Expr over(Expr other) {
        return call(Fn.DIV, this, other);
    }

    default Expr negated() {
        return call(Fn.NEG, this);
    }

    default Expr lessThan(Expr other) {
        return call(Fn.LT, this, other);
    }

    default Expr atMost(Expr other) {
        return call(Fn.LE, this, other);
    }

    default Expr equalTo(Expr other) {
        return call(Fn.EQ, this, other);
    }

    /** {@code this ? yes : no}, for a condition. */
    default Expr select(Expr yes, Expr no) {
        return call(Fn.SELECT, this, yes, no);
    }

    /** A constant of the same type as this expression. */
    default Expr constantLike(double value) {
        return switch (type()) {
            case REAL, DOUBLE -> new Num(value, type());
            case INT -> new Whole((int) value);
            case BOOL -> new Truth(value != 0);
        };
    }

    /** The direct subexpressions. */
    default List<Expr> children() {
        if (this instanceof Call call) {
            return call.args();
        }
        return this instanceof Load load ? List.of(load.index()) : List.of();
    }

    /** This expression with each direct subexpression replaced; itself when nothing changed. */
    default Expr mapChildren(UnaryOperator<Expr> map) {
        if (this instanceof Load load) {
            Expr index = map.apply(load.index());
            return index == load.index() ? this : new Load(load.buffer(), index, load.varies());
        }
        if (!(this instanceof Call call)) {
            return this;
        }
        boolean same = true;
        Expr[] args = call.args().toArray(Expr[]::new);
        for (int i = 0; i < args.length; i++) {
            Expr mapped = map.apply(args[i]);
            same &= mapped == args[i];
            args[i] = mapped;
        }
        return same ? this : Simplify.call(call.fn(), List.of(args));
    }
}
