// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.expression;

import java.util.Optional;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.Fault;
import org.gradwright.compiler.lang.scope.Context;
import org.gradwright.compiler.lang.session.Coercion;
import org.gradwright.compiler.lang.session.Session;
import org.gradwright.compiler.lang.syntax.BinaryOperator;
import org.gradwright.compiler.lang.syntax.Expression;
import org.gradwright.compiler.lang.value.Numerals;
import org.gradwright.compiler.lang.value.Value;

/** Operators between values that are known when compiling. */
final class CompileTime {
    /** The most terms of a size: beyond it polynomials cost more than any network needs. */
    private static final int TERMS = 32;
    /** The highest degree of a size. */
    private static final int DEGREE = 16;

    private final Session session;

    CompileTime(Session session) {
        this.session = session;
    }

    /** The value, or null if it is known at run time only, as {@code 1 / batch} is. */
    Value apply(Expression.Binary e, Value left, Value right, Context context) {
        BinaryOperator operator = e.operator();
        if (operator == BinaryOperator.EQUAL || operator == BinaryOperator.NOT_EQUAL) {
            Optional<Boolean> equal = equal(left, right);
            if (equal.isPresent()) {
                return new Value.Bool(equal.get() == (operator == BinaryOperator.EQUAL));
            }
        }
        if (left instanceof Value.Bool && right instanceof Value.Bool bool && isLogical(operator)) {
            return bool;
        }
        if (left instanceof Value.Whole a && right instanceof Value.Whole b) {
            return wholes(e, a.size(), b.size(), context);
        }
        if (isNumber(left) && isNumber(right) && isKnown(left) && isKnown(right)) {
            return numbers(e, Coercion.number(left, e.span()), Coercion.number(right, e.span()));
        }
        if (isNumber(left) && isNumber(right)) {
            return null;
        }
        throw Fault.of(Diagnostic.error("G0227", e.operatorSpan(), "`" + operator.symbol() + "` does not apply here")
                .underline(e.left().span(), left.describe())
                .underline(e.right().span(), right.describe()));
    }

    private static boolean isLogical(BinaryOperator operator) {
        return operator == BinaryOperator.AND || operator == BinaryOperator.OR;
    }

    private static boolean isNumber(Value value) {
        return value instanceof Value.Decimal || value instanceof Value.Whole;
    }

    private static boolean isKnown(Value value) {
        return !(value instanceof Value.Whole whole) || whole.size().isKnown();
    }

    private static Optional<Boolean> equal(Value left, Value right) {
        if (left == Value.None.NONE || right == Value.None.NONE) {
            return Optional.of(left == right);
        }
        if (left instanceof Value.Text a && right instanceof Value.Text b) {
            return Optional.of(a.equals(b));
        }
        if (left instanceof Value.Bool a && right instanceof Value.Bool b) {
            return Optional.of(a.equals(b));
        }
        return Optional.empty();
    }

    private Value wholes(Expression.Binary e, Size a, Size b, Context context) {
        return switch (e.operator()) {
            case ADD -> limited(a.plus(b), e);
            case SUBTRACT -> limited(a.minus(b), e);
            case MULTIPLY -> product(a, b, e);
            case DIVIDE -> quotient(a, b, e, context);
            case REMAINDER -> remainder(a, b, e);
            case POWER -> power(a, b, e);
            case EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> compare(a, b, e);
            default ->
                throw Fault.of(Diagnostic.error(
                                "G0227", e.operatorSpan(), "`" + e.operator().symbol() + "` does not apply here")
                        .underline(e.left().span(), a.toString())
                        .underline(e.right().span(), b.toString()));
        };
    }

    private static Value product(Size a, Size b, Expression.Binary e) {
        if ((long) a.terms().size() * b.terms().size() > TERMS * TERMS) {
            throw complicated(e);
        }
        return limited(a.times(b), e);
    }

    private static Value limited(Size size, Expression.Binary e) {
        boolean tooMuch = size.terms().size() > TERMS
                || size.terms().keySet().stream().anyMatch(monomial -> monomial.size() > DEGREE);
        if (tooMuch) {
            throw complicated(e);
        }
        return new Value.Whole(size);
    }

    private static Fault complicated(Expression.Binary e) {
        return Fault.of(Diagnostic.error(
                        "G0018", e.operatorSpan(), "a size has at most " + TERMS + " terms of degree " + DEGREE)
                .help("give the graph fewer free sizes"));
    }

    private Value quotient(Size a, Size b, Expression.Binary e, Context context) {
        if (b.is(0)) {
            throw Fault.of(Diagnostic.error("G0232", e.operatorSpan(), "division by zero"));
        }
        Optional<Size> exact = a.dividedBy(b);
        if (exact.isPresent()) {
            return new Value.Whole(exact.get());
        }
        if (!a.isKnown() || !b.isKnown()) {
            return null;
        }
        Diagnostic error = Divisions.uneven(session, e, a.known(), b.known(), context);
        double value = (double) a.known() / b.known();
        return new Value.Decimal(value, Optional.of(error));
    }

    private Value remainder(Size a, Size b, Expression.Binary e) {
        if (b.is(0)) {
            throw Fault.of(Diagnostic.error("G0232", e.operatorSpan(), "division by zero"));
        }
        if (a.isKnown() && b.isKnown()) {
            return Value.Whole.of(Math.floorMod(a.known(), b.known()));
        }
        boolean even = b.isKnown() && b.known() > 0 && session.dimensions().provesMultiple(a, b.known());
        return even ? Value.Whole.of(0) : null;
    }

    private static Value power(Size a, Size b, Expression.Binary e) {
        if (!b.isKnown() || !a.isKnown()) {
            boolean small = b.isKnown() && b.known() >= 0 && b.known() <= DEGREE;
            return small ? repeated(a, b.known(), e) : null;
        }
        double value = Math.pow(a.known(), b.known());
        boolean whole = b.known() >= 0 && Math.abs(value) <= 1L << 53;
        return whole ? Value.Whole.of((long) value) : Value.Decimal.of(value);
    }

    private static Value repeated(Size a, long times, Expression.Binary e) {
        Size product = Size.ONE;
        for (int i = 0; i < times; i++) {
            product = ((Value.Whole) product(product, a, e)).size();
        }
        return new Value.Whole(product);
    }

    private Value compare(Size a, Size b, Expression.Binary e) {
        Optional<Boolean> proof = session.dimensions().compare(e.operator(), a, b);
        return proof.map(Value.Bool::new).orElse(null);
    }

    private static Value numbers(Expression.Binary e, double a, double b) {
        return switch (e.operator()) {
            case ADD -> Value.Decimal.of(a + b);
            case SUBTRACT -> Value.Decimal.of(a - b);
            case MULTIPLY -> Value.Decimal.of(a * b);
            case DIVIDE -> Value.Decimal.of(a / b);
            case REMAINDER -> Value.Decimal.of(a - Math.floor(a / b) * b);
            case POWER -> Value.Decimal.of(Math.pow(a, b));
            case EQUAL -> new Value.Bool(a == b);
            case NOT_EQUAL -> new Value.Bool(a != b);
            case LESS -> new Value.Bool(a < b);
            case LESS_EQUAL -> new Value.Bool(a <= b);
            case GREATER -> new Value.Bool(a > b);
            case GREATER_EQUAL -> new Value.Bool(a >= b);
            default ->
                throw Fault.of(Diagnostic.error(
                                "G0227", e.operatorSpan(), "`" + e.operator().symbol() + "` does not apply here")
                        .underline(e.left().span(), Numerals.text(a))
                        .underline(e.right().span(), Numerals.text(b)));
        };
    }
}
