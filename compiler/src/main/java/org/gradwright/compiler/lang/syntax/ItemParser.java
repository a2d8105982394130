// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;

/** What stands at the top level of a file. */
final class ItemParser {
    /** The version of the language that this parser reads. */
    static final int VERSION = 1;

    private static final List<String> PRECISIONS = List.of("f32", "f64");

    private final TokenStream in;
    private final ExpressionParser expressions;
    private final TypeParser types;
    private final StatementParser statements;
    private final TrainParser training;
    private final List<Item> items = new ArrayList<>();
    private Optional<Integer> version = Optional.empty();

    ItemParser(TokenStream in) {
        this.in = in;
        this.expressions = new ExpressionParser(in);
        this.types = new TypeParser(in, expressions);
        this.statements = new StatementParser(in, expressions, types);
        this.training = new TrainParser(in, expressions, statements);
    }

    SyntaxTree file() {
        in.skipLines();
        version();
        in.skipLines();
        while (!in.at(Token.Kind.END)) {
            statements.blocks().guarded(() -> items.add(item())).ifPresent(items::add);
            in.skipLines();
        }
        return new SyntaxTree(in.file(), version, items);
    }

    private void version() {
        if (!in.at("gradwright") || !in.peekSecond().is(Token.Kind.NUMBER)) {
            return;
        }
        in.take();
        Token number = in.take();
        if (!number.text().equals(Integer.toString(VERSION))) {
            in.report(Diagnostic.error("G0016", in.span(number), "this compiler knows version 1 of the language only")
                    .help("write `gradwright 1`, or use a newer compiler"));
        }
        version = Optional.of(VERSION);
        statements.blocks().guarded(statements::end).ifPresent(items::add);
    }

    private Item item() {
        Token start = in.peek();
        if (statements.atBinding()) {
            return statements.statement();
        }
        return switch (start.is(Token.Kind.NAME) || start.is(Token.Kind.KEYWORD) ? start.text() : "") {
            case "gradwright" -> throw new SyntaxError(lateVersion(start));
            case "graph" -> ended(graph(in.take()));
            case "precision" -> ended(precision(in.take()));
            case "include" -> ended(include(in.take()));
            case "dim" -> ended(dimension(in.take()));
            case "const" -> ended(constant(in.take()));
            case "def" -> ended(definition(in.take()));
            case "train" -> ended(training.train(in.take()));
            case "data" -> ended(data(in.take()));
            case "fit" -> ended(fit(in.take()));
            default -> statements.statement();
        };
    }

    private Item ended(Item item) {
        statements.end();
        return item;
    }

    private Diagnostic lateVersion(Token word) {
        return in.peekSecond().is(Token.Kind.NUMBER)
                ? Diagnostic.error("G0100", in.span(word), "the version stands in the first line of a file")
                        .help("move `gradwright 1` to the top")
                : StatementMessages.noStatement(in);
    }

    private Item graph(Token start) {
        return new Item.GraphName(statements.name(), in.since(start));
    }

    private Item precision(Token start) {
        if (!in.atAny(PRECISIONS)) {
            throw in.fail("f32 or f64");
        }
        return new Item.Precision(statements.name(), in.since(start));
    }

    private Item include(Token start) {
        Token path = in.peek();
        if (!path.is(Token.Kind.TEXT)) {
            throw in.fail("a file in quotes, as in `include \"layers.graph\"`");
        }
        in.take();
        return new Item.Include(TextLiterals.value(path.text()), in.span(path), in.since(start));
    }

    private Item dimension(Token start) {
        Name name = statements.name();
        Optional<Expression> constraint = in.skip("where") ? Optional.of(expressions.expression()) : Optional.empty();
        return new Item.Dimension(name, constraint, in.since(start));
    }

    private Item constant(Token start) {
        Name name = statements.name();
        in.take("=");
        return new Item.Constant(name, expressions.expression(), in.since(start));
    }

    private Item definition(Token start) {
        String documentation = in.documentationAbove(start.line());
        Name name = statements.name();
        List<Formal> formals = types.formals();
        var span = in.since(start);
        if (in.skip("=")) {
            return new Definition(name, documentation, formals, shortBody(), Optional.empty(), span);
        }
        List<Statement> body = statements.blocks().block();
        return new Definition(name, documentation, formals, body, gradient(), span);
    }

    private List<Statement> shortBody() {
        Expression value = expressions.expression();
        return List.of(new Statement.Return(List.of(value), value.span()));
    }

    private Optional<Definition.Gradient> gradient() {
        Token start = in.peek();
        if (!in.skip("gradient")) {
            return Optional.empty();
        }
        List<Name> cotangents = expressions.postfix().list("(", ")", statements::name);
        var span = in.since(start);
        return Optional.of(
                new Definition.Gradient(cotangents, statements.blocks().block(), span));
    }

    private Item data(Token start) {
        Name name = statements.name();
        var span = in.since(start);
        return new Item.Data(name, training.settings(), span);
    }

    private Item fit(Token start) {
        var span = in.since(start);
        return new Item.Fit(training.settings(), span);
    }
}
