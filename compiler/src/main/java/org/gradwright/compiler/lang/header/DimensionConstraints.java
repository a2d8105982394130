// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.header;

import org.gradwright.compiler.graph.Dim;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.Fault;
import org.gradwright.compiler.lang.expression.Evaluator;
import org.gradwright.compiler.lang.scope.Context;
import org.gradwright.compiler.lang.session.Session;
import org.gradwright.compiler.lang.syntax.BinaryOperator;
import org.gradwright.compiler.lang.syntax.Expression;
import org.gradwright.compiler.lang.syntax.Item;

/** Reads {@code dim time where time <= 64 and time % 8 == 0}. */
final class DimensionConstraints {
    private final Session session;
    private final Evaluator evaluator;

    DimensionConstraints(Session session, Evaluator evaluator) {
        this.session = session;
        this.evaluator = evaluator;
    }

    Dim read(Item.Dimension item, Context context) {
        String name = item.name().text();
        Dim free = Dim.free(name);
        if (item.constraint().isEmpty()) {
            return free;
        }
        Expression constraint = item.constraint().get();
        Dim dim = rounded(narrow(free, constraint, context));
        if (dim.atLeast() > dim.atMost()) {
            throw Fault.of(Diagnostic.error("G0222", constraint.span(), "no size fits this constraint"));
        }
        return new Dim(
                name,
                dim.atLeast(),
                dim.atMost(),
                dim.multipleOf(),
                constraint.span().text());
    }

    /** The bounds moved to the nearest multiples within them. */
    private static Dim rounded(Dim dim) {
        int of = dim.multipleOf();
        int atLeast = (int) Math.min(Integer.MAX_VALUE, ((long) Math.max(1, dim.atLeast()) + of - 1) / of * of);
        int atMost = dim.atMost() == Integer.MAX_VALUE ? dim.atMost() : Math.floorDiv(dim.atMost(), of) * of;
        return new Dim(dim.name(), atLeast, atMost, of, "");
    }

    private Dim narrow(Dim dim, Expression e, Context context) {
        if (e instanceof Expression.Binary binary && binary.operator() == BinaryOperator.AND) {
            return narrow(narrow(dim, binary.left(), context), binary.right(), context);
        }
        if (e instanceof Expression.Binary binary && binary.operator().isComparison()) {
            return compare(dim, binary, context);
        }
        throw unreadable(dim, e);
    }

    private Dim compare(Dim dim, Expression.Binary e, Context context) {
        if (isName(e.left(), dim)) {
            return bound(dim, e.operator(), bound(e.right(), context), e);
        }
        if (isName(e.right(), dim)) {
            return bound(dim, mirrored(e.operator()), bound(e.left(), context), e);
        }
        boolean remainder = e.left() instanceof Expression.Binary left
                && left.operator() == BinaryOperator.REMAINDER
                && isName(left.left(), dim);
        if (remainder && e.operator() == BinaryOperator.EQUAL && bound(e.right(), context) == 0) {
            return multiple(dim, bound(((Expression.Binary) e.left()).right(), context), e);
        }
        throw unreadable(dim, e);
    }

    private static boolean isName(Expression e, Dim dim) {
        return e instanceof Expression.Reference reference
                && reference.name().text().equals(dim.name());
    }

    private static BinaryOperator mirrored(BinaryOperator operator) {
        return switch (operator) {
            case LESS -> BinaryOperator.GREATER;
            case LESS_EQUAL -> BinaryOperator.GREATER_EQUAL;
            case GREATER -> BinaryOperator.LESS;
            case GREATER_EQUAL -> BinaryOperator.LESS_EQUAL;
            default -> operator;
        };
    }

    private int bound(Expression e, Context context) {
        long value = session.sizes().known(evaluator.evaluate(e, context), e.span());
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, value));
    }

    private static Dim bound(Dim dim, BinaryOperator operator, int value, Expression e) {
        return switch (operator) {
            case LESS -> atMost(dim, value == Integer.MIN_VALUE ? value : value - 1);
            case LESS_EQUAL -> atMost(dim, value);
            case GREATER -> atLeast(dim, value == Integer.MAX_VALUE ? value : value + 1);
            case GREATER_EQUAL -> atLeast(dim, value);
            case EQUAL -> atLeast(atMost(dim, value), value);
            default -> throw unreadable(dim, e);
        };
    }

    private static Dim atMost(Dim dim, int value) {
        return new Dim(dim.name(), dim.atLeast(), Math.min(dim.atMost(), value), dim.multipleOf(), "");
    }

    private static Dim atLeast(Dim dim, int value) {
        return new Dim(dim.name(), Math.max(dim.atLeast(), value), dim.atMost(), dim.multipleOf(), "");
    }

    private static Dim multiple(Dim dim, int of, Expression e) {
        if (of < 1 || (long) dim.multipleOf() * of > Integer.MAX_VALUE) {
            throw unreadable(dim, e);
        }
        int both = Math.toIntExact((long) dim.multipleOf() * of / gcd(dim.multipleOf(), of));
        return new Dim(dim.name(), dim.atLeast(), dim.atMost(), both, "");
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    private static Fault unreadable(Dim dim, Expression e) {
        String n = dim.name();
        return Fault.of(Diagnostic.error("G0222", e.span(), "this is no constraint on `" + n + "`")
                .help("compare it with a number, `" + n + " <= 64`, `" + n + " % 8 == 0`, joined by `and`"));
    }
}
