// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.syntax;

import java.util.List;
import java.util.function.Supplier;

/**
 * Operators, loosest first, after the grammar:
 *
 * <pre>
 * expr  = conj { "or" conj }          conj = neg { "and" neg }      neg = "not" neg | cmp
 * cmp   = range [ comparison range ]  range = sum [ "..&lt;" sum ]  sum = term { ("+" | "-") term }
 * term  = unary { ("*" | "/" | "@" | "%") unary }
 * unary = "-" unary | power           power = postfix [ "^" unary ]
 * </pre>
 */
final class ExpressionParser {
    private static final List<String> OR = List.of("or");
    private static final List<String> AND = List.of("and");
    private static final List<String> COMPARISONS = List.of("==", "!=", "<", "<=", ">", ">=");
    private static final List<String> SUMS = List.of("+", "-");
    private static final List<String> PRODUCTS = List.of("*", "/", "@", "%");

    private final TokenStream in;
    private final PostfixParser postfix;

    /** The height of the tree that was parsed last. */
    private int height;

    ExpressionParser(TokenStream in) {
        this.in = in;
        this.postfix = new PostfixParser(in, this);
    }

    Expression expression() {
        return chain(this::conjunction, OR);
    }

    private Expression conjunction() {
        return chain(this::negation, AND);
    }

    private Expression negation() {
        return in.at("not") ? prefix(UnaryOperator.NOT, this::negation) : comparison();
    }

    private Expression comparison() {
        Token start = in.peek();
        Expression left = range();
        if (!in.atAny(COMPARISONS)) {
            return left;
        }
        Expression first = binary(start, left, this::range);
        if (in.atAny(COMPARISONS)) {
            chainedComparison(start, first);
        }
        return first;
    }

    /** Reports {@code a < b < c} and reads past it, so that the rest of the line is checked as well. */
    private void chainedComparison(Token start, Expression first) {
        String whole = in.textSince(start);
        String middle = ((Expression.Binary) first).right().span().text();
        Token operator = in.take();
        Token last = in.peek();
        range();
        in.report(SyntaxMessages.chained(in.span(operator), whole, middle, operator.text(), in.textSince(last)));
        while (in.atAny(COMPARISONS)) {
            in.take();
            range();
        }
    }

    private Expression range() {
        Token start = in.peek();
        Expression first = sum();
        boolean twoPoints = in.at("..") && !endsSlice(in.peekSecond());
        if (!in.at("..<") && !twoPoints) {
            return first;
        }
        return rangeFrom(start, first, in.textSince(start), twoPoints);
    }

    private Expression rangeFrom(Token start, Expression first, String written, boolean twoPoints) {
        int before = height;
        Token operator = in.take();
        Token second = in.peek();
        Expression end = sum();
        if (twoPoints) {
            in.report(SyntaxMessages.twoPoints(in.span(operator), written, in.textSince(second)));
        }
        grow(start, before);
        return new Expression.Range(first, end, in.since(start));
    }

    private static boolean endsSlice(Token token) {
        return token.is("]") || token.is(",") || token.is("by");
    }

    Expression sum() {
        return chain(this::term, SUMS);
    }

    private Expression term() {
        return chain(this::unary, PRODUCTS);
    }

    private Expression unary() {
        return in.at("-") ? prefix(UnaryOperator.NEGATE, this::unary) : power();
    }

    private Expression power() {
        Token start = in.peek();
        Expression base = postfix.postfix();
        if (in.at("**")) {
            in.report(SyntaxMessages.power(in.span(in.peek())));
        } else if (!in.at("^")) {
            return base;
        }
        int before = height;
        Token operator = in.take();
        in.enter(operator);
        Expression exponent = unary();
        in.leave();
        grow(start, before);
        return new Expression.Binary(BinaryOperator.POWER, in.span(operator), base, exponent, in.since(start));
    }

    private Expression prefix(UnaryOperator operator, Supplier<Expression> operand) {
        Token token = in.take();
        in.enter(token);
        Expression inner = operand.get();
        in.leave();
        grow(token, 0);
        return new Expression.Unary(operator, in.span(token), inner, in.since(token));
    }

    private Expression chain(Supplier<Expression> operand, List<String> operators) {
        Token start = in.peek();
        Expression left = operand.get();
        while (in.atAny(operators)) {
            left = binary(start, left, operand);
        }
        return left;
    }

    private Expression binary(Token start, Expression left, Supplier<Expression> operand) {
        int before = height;
        Token token = in.take();
        Expression right = operand.get();
        grow(start, before);
        BinaryOperator operator = BinaryOperator.of(token.text()).orElseThrow();
        return new Expression.Binary(operator, in.span(token), left, right, in.since(start));
    }

    /** A tree with nothing below it was parsed. */
    void leaf() {
        height = 1;
    }

    PostfixParser postfix() {
        return postfix;
    }

    int height() {
        return height;
    }

    /** Of several trees in a row the highest counts. */
    void atLeast(int highest) {
        height = Math.max(1, highest);
    }

    /** A tree was parsed whose parts are the one parsed last and one of a given height. */
    void grow(Token start, int other) {
        height = 1 + Math.max(height, other);
        if (height > Limits.HEIGHT) {
            throw new SyntaxError(SyntaxMessages.tooHigh(in.span(start)));
        }
    }
}
