// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Statements. Two tokens decide which one it is; nothing is ever read twice. */
final class StatementParser {
    private static final List<String> BINDING_SIGNS = List.of("=", ",", ":");

    private final TokenStream in;
    private final ExpressionParser expressions;
    private final PostfixParser postfix;
    private final TypeParser types;
    private final BlockParser blocks;

    StatementParser(TokenStream in, ExpressionParser expressions, TypeParser types) {
        this.in = in;
        this.expressions = expressions;
        this.postfix = expressions.postfix();
        this.types = types;
        this.blocks = new BlockParser(in, this);
    }

    BlockParser blocks() {
        return blocks;
    }

    /** Whether the line binds a name, whatever its first word is. */
    boolean atBinding() {
        Token second = in.peekSecond();
        return in.at(Token.Kind.NAME) && BINDING_SIGNS.stream().anyMatch(second::is);
    }

    /** A statement with the end of its line. */
    Statement statement() {
        Token start = in.peek();
        if (atBinding() || atNext()) {
            return ended(binding(start));
        }
        return switch (start.is(Token.Kind.NAME) || start.is(Token.Kind.KEYWORD) ? start.text() : "") {
            case "input" -> ended(input(in.take()));
            case "param" -> ended(param(in.take()));
            case "state" -> ended(state(in.take()));
            case "layer" -> ended(layer(in.take()));
            case "output" -> ended(output(in.take()));
            case "metric" -> ended(metric(in.take()));
            case "emit" -> ended(emit(in.take()));
            case "return" -> ended(returned(in.take()));
            case "for" -> ended(loop(in.take()));
            case "scan" -> ended(scan(in.take()));
            case "if" -> ended(choice(in.take()));
            default -> throw new SyntaxError(StatementMessages.noStatement(in));
        };
    }

    private boolean atNext() {
        return in.at("next") && in.peekSecond().is(Token.Kind.NAME);
    }

    private <T> T ended(T statement) {
        end();
        return statement;
    }

    /** The end of a statement: its line break, the closing brace of its block, or the end of the file. */
    void end() {
        if (in.at("}") || in.at(Token.Kind.END) || in.atMissingBrace()) {
            return;
        }
        if (!in.at(Token.Kind.NEWLINE)) {
            throw new SyntaxError(StatementMessages.notEnded(in));
        }
        in.take();
    }

    // ---- the kinds of statements

    private Statement binding(Token start) {
        List<Target> targets = commaSeparated(this::target);
        in.take("=");
        return new Statement.Binding(targets, commaSeparated(expressions::expression), in.since(start));
    }

    private Target target() {
        Token start = in.peek();
        if (atNext()) {
            in.take();
            return new Target.Next(name(), in.since(start));
        }
        Name name = name();
        Optional<TypeSyntax> type = in.skip(":") ? Optional.of(types.type()) : Optional.empty();
        return new Target.Bind(name, type, in.since(start));
    }

    private Statement input(Token start) {
        List<Name> names = names();
        in.take(":");
        return new Statement.Input(names, types.type(), in.since(start));
    }

    private Statement param(Token start) {
        List<Name> names = names();
        Optional<TypeSyntax> type = in.skip(":") ? Optional.of(types.type()) : Optional.empty();
        in.take("=");
        return new Statement.Param(names, type, expressions.expression(), in.since(start));
    }

    private Statement state(Token start) {
        List<Name> names = names();
        in.take(":");
        TypeSyntax type = types.type();
        in.take("=");
        return new Statement.State(names, type, expressions.expression(), in.since(start));
    }

    private Statement layer(Token start) {
        Name name = name();
        in.take("=");
        return new Statement.Layer(name, expressions.expression(), in.since(start));
    }

    private Statement output(Token start) {
        Name name = name();
        return new Statement.Output(name, value(), in.since(start));
    }

    private Statement metric(Token start) {
        Name name = name();
        return new Statement.Metric(name, value(), in.since(start));
    }

    private Optional<Expression> value() {
        return in.skip("=") ? Optional.of(expressions.expression()) : Optional.empty();
    }

    private Statement emit(Token start) {
        Name name = name();
        in.take("=");
        return new Statement.Emit(name, expressions.expression(), in.since(start));
    }

    private Statement returned(Token start) {
        return new Statement.Return(commaSeparated(expressions::expression), in.since(start));
    }

    private Statement loop(Token start) {
        Name variable = name();
        in.take("in");
        Expression items = expressions.expression();
        List<Setting> carried = carried();
        var span = in.since(start);
        return new Statement.For(variable, items, carried, blocks.block(), span);
    }

    private Statement scan(Token start) {
        List<Statement.Scanned> sequences = commaSeparated(this::scanned);
        List<Setting> carried = carried();
        var span = in.since(start);
        return new Statement.Scan(sequences, carried, blocks.block(), span);
    }

    private Statement.Scanned scanned() {
        Token start = in.peek();
        Name variable = name();
        in.take("in");
        return new Statement.Scanned(variable, expressions.expression(), in.since(start));
    }

    private List<Setting> carried() {
        return in.skip("with") ? commaSeparated(this::setting) : List.of();
    }

    private Statement choice(Token start) {
        Expression condition = expressions.expression();
        if (in.at("=")) {
            throw new SyntaxError(SyntaxMessages.bindingNotComparison(in.span(in.peek())));
        }
        var span = in.since(start);
        List<Statement> then = blocks.block();
        return new Statement.If(condition, then, in.skip("else") ? otherwise() : List.of(), span);
    }

    /** A block, or another {@code if} on the same line; a long chain of these counts as nesting. */
    private List<Statement> otherwise() {
        if (!in.at("if")) {
            return blocks.block();
        }
        Token start = in.take();
        in.enter(start);
        Statement nested = choice(start);
        in.leave();
        return List.of(nested);
    }

    // ---- parts

    Setting setting() {
        Token start = in.peek();
        Name name = name();
        in.take("=");
        return new Setting(name, expressions.expression(), in.since(start));
    }

    Name name() {
        return postfix.name("a name");
    }

    List<Name> names() {
        return commaSeparated(this::name);
    }

    <T> List<T> commaSeparated(Supplier<T> element) {
        List<T> elements = new ArrayList<>();
        do {
            elements.add(element.get());
        } while (in.skip(","));
        return elements;
    }
}
