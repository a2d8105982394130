// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Atoms and what follows them: calls, subscripts, members and the transpose. */
final class PostfixParser {
    private final TokenStream in;
    private final ExpressionParser expressions;

    PostfixParser(TokenStream in, ExpressionParser expressions) {
        this.in = in;
        this.expressions = expressions;
    }

    Expression postfix() {
        Token start = in.peek();
        int outside = in.nesting();
        Expression result = atom();
        for (Optional<Expression> longer = longer(start, result); longer.isPresent(); longer = longer(start, result)) {
            result = longer.get();
            in.enter(start);
        }
        while (in.nesting() > outside) {
            in.leave();
        }
        return result;
    }

    private Optional<Expression> longer(Token start, Expression left) {
        int before = expressions.height();
        Expression result;
        if (in.at("(")) {
            result = call(start, left);
        } else if (in.at("[")) {
            result = new Expression.Index(left, list("[", "]", this::subscript), in.since(start));
        } else if (in.at(".")) {
            in.take();
            result = new Expression.Member(left, name("a parameter's name"), in.since(start));
        } else if (in.skip("'")) {
            result = new Expression.Transpose(left, in.since(start));
        } else {
            return Optional.empty();
        }
        expressions.grow(start, before);
        return Optional.of(result);
    }

    private Expression.Call call(Token start, Expression callee) {
        return new Expression.Call(callee, list("(", ")", this::argument), in.since(start));
    }

    /** A name where nothing else may stand. */
    Name name(String what) {
        Token token = in.peek();
        if (token.is(Token.Kind.KEYWORD)) {
            throw new SyntaxError(SyntaxMessages.reservedName(in.span(token), token.text()));
        }
        if (!token.is(Token.Kind.NAME)) {
            throw in.fail(what);
        }
        in.take();
        return new Name(token.name(), in.span(token));
    }

    private Expression atom() {
        expressions.leaf();
        Token token = in.peek();
        if (in.insideBrackets() && Recovery.beginsStatement(in, in.index())) {
            throw in.fail("an expression");
        }
        return switch (token.kind()) {
            case NAME -> new Expression.Reference(name("a name"));
            case NUMBER -> new Expression.NumberLiteral(in.take().text().replace("_", ""), in.span(token));
            case TEXT -> new Expression.TextLiteral(TextLiterals.value(in.take().text()), in.span(token));
            case KEYWORD -> word(token);
            case OPERATOR -> bracketed(token);
            default -> throw in.fail("an expression");
        };
    }

    private Expression word(Token token) {
        return switch (token.text()) {
            case "true", "false" -> new Expression.BooleanLiteral(in.take().is("true"), in.span(token));
            case "none" -> {
                in.take();
                yield new Expression.NoneLiteral(in.span(token));
            }
            default -> throw in.fail("an expression");
        };
    }

    private Expression bracketed(Token token) {
        if (token.is("(")) {
            in.open("(");
            Expression inner = expressions.expression();
            in.close(")");
            return inner;
        }
        if (token.is("[")) {
            List<Expression> elements = list("[", "]", this::element);
            expressions.grow(token, 0);
            return new Expression.ListLiteral(elements, in.since(token));
        }
        throw in.fail("an expression");
    }

    /** An element of a list or a size of a type. */
    Expression element() {
        Token token = in.peek();
        if (in.skip("...")) {
            expressions.leaf();
            return new Expression.Ellipsis(in.span(token));
        }
        return expressions.expression();
    }

    /** Elements between brackets, with commas; one more comma may stand before the closing bracket. */
    <T> List<T> list(String open, String close, Supplier<T> element) {
        in.open(open);
        List<T> elements = new ArrayList<>();
        int highest = 0;
        while (!in.at(close)) {
            elements.add(element.get());
            highest = Math.max(highest, expressions.height());
            if (!in.skip(",")) {
                break;
            }
        }
        in.close(close);
        expressions.atLeast(highest);
        return elements;
    }

    private Argument argument() {
        Token start = in.peek();
        Expression value = expressions.expression();
        if (!in.at("=")) {
            return new Argument(Optional.empty(), value, in.since(start));
        }
        Optional<Path> path = Paths.of(value);
        if (path.isEmpty()) {
            throw new SyntaxError(SyntaxMessages.bindingNotComparison(in.span(in.peek())));
        }
        in.take();
        return new Argument(path, expressions.expression(), in.since(start));
    }

    private Subscript subscript() {
        expressions.leaf();
        Token start = in.peek();
        if (in.skip(":")) {
            return new Subscript.All(in.span(start));
        }
        if (in.skip("...")) {
            return new Subscript.Rest(in.span(start));
        }
        if (in.skip("new")) {
            return new Subscript.NewAxis(in.span(start));
        }
        if (in.skip("..<")) {
            return slice(start, Optional.empty(), Optional.of(expressions.sum()));
        }
        return indexOrSlice(start, expressions.expression());
    }

    private Subscript indexOrSlice(Token start, Expression value) {
        if (value instanceof Expression.Range range && !parenthesised(start, range)) {
            return slice(start, Optional.of(range.start()), Optional.of(range.end()));
        }
        if (in.skip("..")) {
            return slice(start, Optional.of(value), Optional.empty());
        }
        return new Subscript.At(value, in.since(start));
    }

    private boolean parenthesised(Token start, Expression.Range range) {
        return !in.span(start).position().equals(range.span().position());
    }

    private Subscript slice(Token start, Optional<Expression> from, Optional<Expression> to) {
        int before = expressions.height();
        Optional<Expression> step = in.skip("by") ? Optional.of(expressions.sum()) : Optional.empty();
        expressions.atLeast(Math.max(before, expressions.height()));
        return new Subscript.Slice(from, to, step, in.since(start));
    }
}
