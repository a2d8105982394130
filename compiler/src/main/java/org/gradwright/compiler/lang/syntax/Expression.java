// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.syntax;

import java.util.List;
import org.gradwright.compiler.lang.diagnostic.Span;

/**
 * An expression as written. Parentheses leave no node of their own; the span of what they enclose lies inside them. A
 * tree is at most {@link Limits#HEIGHT} high, so recursion over it is safe.
 */
public sealed interface Expression {
    Span span();

    /** {@code 512}, {@code 1_000}, {@code 0.5}, {@code 3e-4}; the text has no underscores. */
    record NumberLiteral(String text, Span span) implements Expression {
        /** Whether it is written without point and exponent; then it fits a {@code long}. */
        public boolean isWhole() {
            return text.chars().allMatch(c -> c >= '0' && c <= '9');
        }

        public double value() {
            return Double.parseDouble(text);
        }

        /**
         * The whole number.
         *
         * @throws NumberFormatException if {@link #isWhole} is false
         */
        public long wholeValue() {
            return Long.parseLong(text);
        }
    }

    /** {@code "iris.csv"}; the value has its escapes resolved. */
    record TextLiteral(String value, Span span) implements Expression {}

    /** {@code true} or {@code false}. */
    record BooleanLiteral(boolean value, Span span) implements Expression {}

    /** {@code none}: an argument that is absent. */
    record NoneLiteral(Span span) implements Expression {}

    /** A name. */
    record Reference(Name name) implements Expression {
        @Override
        public Span span() {
            return name.span();
        }
    }

    /** {@code -x} or {@code not c}. */
    record Unary(UnaryOperator operator, Span operatorSpan, Expression operand, Span span) implements Expression {}

    /** {@code a + b}, {@code a @ b}, {@code a <= b}, {@code a and b} and so on. */
    record Binary(BinaryOperator operator, Span operatorSpan, Expression left, Expression right, Span span)
            implements Expression {}

    /** {@code a..<b}: a, a + 1, ... b - 1. */
    record Range(Expression start, Expression end, Span span) implements Expression {}

    /** {@code f(x, units = 10)}. */
    record Call(Expression callee, List<Argument> arguments, Span span) implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** {@code x[:, 0]}. */
    record Index(Expression subject, List<Subscript> subscripts, Span span) implements Expression {
        public Index {
            subscripts = List.copyOf(subscripts);
        }
    }

    /** {@code h1.W}: always a path of a parameter or state. */
    record Member(Expression subject, Name name, Span span) implements Expression {}

    /** {@code W'}. */
    record Transpose(Expression operand, Span span) implements Expression {}

    /** {@code [batch, 3, ...]}. */
    record ListLiteral(List<Expression> elements, Span span) implements Expression {
        public ListLiteral {
            elements = List.copyOf(elements);
        }
    }

    /** {@code ...}: in a list or a type, the axes that are not named. */
    record Ellipsis(Span span) implements Expression {}
}
