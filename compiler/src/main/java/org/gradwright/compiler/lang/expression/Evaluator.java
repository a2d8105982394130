// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.expression;

import java.util.ArrayList;
import java.util.List;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.Fault;
import org.gradwright.compiler.lang.scope.Context;
import org.gradwright.compiler.lang.session.Session;
import org.gradwright.compiler.lang.syntax.Expression;
import org.gradwright.compiler.lang.syntax.UnaryOperator;
import org.gradwright.compiler.lang.value.Value;

/** Finds the value of an expression. */
public final class Evaluator {
    private final Session session;
    private final CallEvaluator calls;
    private final Operators operators;
    private final Indexing indexing;
    private final ParameterPaths paths;

    /** @param calls finds the values of calls */
    public Evaluator(Session session, CallEvaluator calls) {
        this.session = session;
        this.calls = calls;
        this.operators = new Operators(session, this);
        this.indexing = new Indexing(session, this);
        this.paths = new ParameterPaths(session, this);
    }

    /**
     * The value of an expression.
     *
     * @throws Fault when there is none
     */
    public Value evaluate(Expression e, Context context) {
        if (e instanceof Expression.NumberLiteral number) {
            return number.isWhole() ? Value.Whole.of(number.wholeValue()) : Value.Decimal.of(number.value());
        }
        if (e instanceof Expression.Reference reference) {
            return session.names().resolve(reference.name(), context).value();
        }
        if (e instanceof Expression.Binary binary) {
            return operators.binary(binary, context);
        }
        if (e instanceof Expression.Unary unary) {
            return unary(unary, context);
        }
        if (e instanceof Expression.Call call) {
            return calls.call(call, context);
        }
        if (e instanceof Expression.Index index) {
            return indexing.index(index, context);
        }
        if (e instanceof Expression.Member member) {
            return paths.parameter(member, context);
        }
        if (e instanceof Expression.Transpose transpose) {
            return transposed(transpose, context);
        }
        return constant(e, context);
    }

    private Value constant(Expression e, Context context) {
        if (e instanceof Expression.BooleanLiteral literal) {
            return new Value.Bool(literal.value());
        }
        if (e instanceof Expression.TextLiteral text) {
            return new Value.Text(text.value());
        }
        if (e instanceof Expression.NoneLiteral) {
            return Value.None.NONE;
        }
        if (e instanceof Expression.Ellipsis) {
            return Value.Rest.REST;
        }
        if (e instanceof Expression.Range range) {
            return range(range, context);
        }
        return list((Expression.ListLiteral) e, context);
    }

    private Value range(Expression.Range range, Context context) {
        long from = session.sizes()
                .known(evaluate(range.start(), context), range.start().span());
        long to = session.sizes()
                .known(evaluate(range.end(), context), range.end().span());
        return new Value.Range(from, to);
    }

    private Value list(Expression.ListLiteral list, Context context) {
        List<Value> elements = new ArrayList<>();
        for (Expression element : list.elements()) {
            elements.add(evaluate(element, context));
        }
        return new Value.ListValue(elements);
    }

    private Value unary(Expression.Unary e, Context context) {
        Value operand = evaluate(e.operand(), context);
        Value result = e.operator() == UnaryOperator.NOT ? not(operand, e, context) : negated(operand, e, context);
        if (result == null) {
            String symbol = e.operator().symbol();
            throw Fault.of(Diagnostic.error("G0227", e.operatorSpan(), "`" + symbol + "` does not apply here")
                    .underline(e.operand().span(), operand.describe()));
        }
        return result;
    }

    private Value not(Value operand, Expression.Unary e, Context context) {
        if (operand instanceof Value.Bool bool) {
            return new Value.Bool(!bool.value());
        }
        boolean fits = operand instanceof Value.Tensor t && t.node().type().element() == Element.BOOL;
        return fits
                ? session.tensor(session.ops(context, e.operatorSpan()).not(((Value.Tensor) operand).node()), e.span())
                : null;
    }

    private Value negated(Value operand, Expression.Unary e, Context context) {
        if (operand instanceof Value.Whole whole) {
            return session.guarded(e.span(), () -> new Value.Whole(whole.size().times(-1)));
        }
        if (operand instanceof Value.Decimal number) {
            return Value.Decimal.of(-number.value());
        }
        boolean fits = operand instanceof Value.Tensor t && t.node().type().element() != Element.BOOL;
        return fits
                ? session.tensor(session.ops(context, e.operatorSpan()).neg(((Value.Tensor) operand).node()), e.span())
                : null;
    }

    private Value transposed(Expression.Transpose e, Context context) {
        Value operand = evaluate(e.operand(), context);
        if (!(operand instanceof Value.Tensor tensor) || tensor.node().shape().rank() < 2) {
            throw Fault.of(
                    Diagnostic.error("G0206", e.span(), "`'` exchanges the last two axes of a tensor")
                            .label(operand.describe())
                            .help(
                                    "a vector is a row on the left of `@` and a column on the right; for an axis more write `[new, :]`"));
        }
        Node swapped = session.ops(context, e.span()).transposeLast(tensor.node());
        return session.tensor(swapped, e.span());
    }
}
