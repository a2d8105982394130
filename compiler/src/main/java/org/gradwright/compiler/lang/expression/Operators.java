// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.expression;

import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.Fault;
import org.gradwright.compiler.lang.scope.Context;
import org.gradwright.compiler.lang.session.Coercion;
import org.gradwright.compiler.lang.session.Session;
import org.gradwright.compiler.lang.syntax.BinaryOperator;
import org.gradwright.compiler.lang.syntax.Expression;
import org.gradwright.compiler.lang.value.Value;
import org.gradwright.compiler.op.Ops;

/** The operators between two operands. */
final class Operators {
    private final Session session;
    private final Evaluator evaluator;
    private final CompileTime compileTime;
    private final Coercion coercion;

    Operators(Session session, Evaluator evaluator) {
        this.session = session;
        this.evaluator = evaluator;
        this.compileTime = new CompileTime(session);
        this.coercion = new Coercion(session);
    }

    Value binary(Expression.Binary e, Context context) {
        Value left = evaluator.evaluate(e.left(), context);
        boolean and = e.operator() == BinaryOperator.AND;
        if (left instanceof Value.Bool bool
                && (and && !bool.value() || e.operator() == BinaryOperator.OR && bool.value())) {
            return left;
        }
        Value right = evaluator.evaluate(e.right(), context);
        if (left instanceof Value.Tensor || right instanceof Value.Tensor) {
            return left == Value.None.NONE || right == Value.None.NONE
                    ? compileTime.apply(e, left, right, context)
                    : tensors(e, left, right, context);
        }
        Value result = session.guarded(e.operatorSpan(), () -> compileTime.apply(e, left, right, context));
        return result == null ? tensors(e, left, right, context) : result;
    }

    private Value tensors(Expression.Binary e, Value left, Value right, Context context) {
        Ops ops = session.ops(context, e.operatorSpan());
        Element hint = coercion.common(left, right);
        Node l = coercion.node(left, hint, ops, e.left().span());
        Node r = coercion.node(right, hint, ops, e.right().span());
        boolean pointwise = e.operator() != BinaryOperator.MATMUL;
        Node a = pointwise ? session.enlargements().fitted(l, r, e.left().span(), ops, context) : l;
        Node b = pointwise ? session.enlargements().fitted(r, l, e.right().span(), ops, context) : r;
        Operand first = Operand.of(session, a.type(), e.left(), context);
        Operand second = Operand.of(session, b.type(), e.right(), context);
        check(e, first, second);
        Node result = session.guarded(e.operatorSpan(), () -> apply(ops, e.operator(), a, b));
        return session.tensor(result, e.operatorSpan());
    }

    private static void check(Expression.Binary e, Operand a, Operand b) {
        String symbol = e.operator().symbol();
        if (e.operator() == BinaryOperator.MATMUL) {
            MatmulRule.check(e.operatorSpan(), a, b);
            return;
        }
        Element kind = a.type().element();
        boolean logical = e.operator() == BinaryOperator.AND || e.operator() == BinaryOperator.OR;
        boolean equality = e.operator() == BinaryOperator.EQUAL || e.operator() == BinaryOperator.NOT_EQUAL;
        boolean fits = logical ? kind == Element.BOOL : equality || kind != Element.BOOL;
        if (kind != b.type().element() || !fits) {
            throw Fault.of(kinds(e, a, b, logical));
        }
        if (e.operator() == BinaryOperator.POWER && kind == Element.I32) {
            throw Fault.of(kinds(e, a, b, false));
        }
        PointwiseRule.check(symbol, e.operatorSpan(), a, b);
    }

    private static Diagnostic kinds(Expression.Binary e, Operand a, Operand b, boolean logical) {
        String symbol = e.operator().symbol();
        String fact = logical ? "`" + symbol + "` joins conditions" : "`" + symbol + "` needs two numbers of one kind";
        Operand odd = a.type().isReal() ? b : a;
        String help = logical
                ? "compare first: `x > 0 " + symbol + " ...`"
                : "nothing is converted silently: write `real(" + odd.text() + ")`";
        return Diagnostic.error("G0228", e.operatorSpan(), fact)
                .underline(a.span(), a.label())
                .underline(b.span(), b.label())
                .help(help);
    }

    private static Node apply(Ops ops, BinaryOperator operator, Node a, Node b) {
        return switch (operator) {
            case ADD -> ops.add(a, b);
            case SUBTRACT -> ops.sub(a, b);
            case MULTIPLY -> ops.mul(a, b);
            case DIVIDE -> ops.div(a, b);
            case REMAINDER -> ops.mod(a, b);
            case POWER -> ops.pow(a, b);
            case MATMUL -> ops.matmul(a, b);
            case EQUAL -> ops.equal(a, b);
            case NOT_EQUAL -> ops.notEqual(a, b);
            case LESS -> ops.less(a, b);
            case LESS_EQUAL -> ops.lessEqual(a, b);
            case GREATER -> ops.greater(a, b);
            case GREATER_EQUAL -> ops.greaterEqual(a, b);
            case AND -> ops.and(a, b);
            case OR -> ops.or(a, b);
        };
    }
}
