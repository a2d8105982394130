// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;

/** The {@code train} line with its options and patterns, and the settings of {@code data} and {@code fit}. */
final class TrainParser {
    private final TokenStream in;
    private final ExpressionParser expressions;
    private final StatementParser statements;

    TrainParser(TokenStream in, ExpressionParser expressions, StatementParser statements) {
        this.in = in;
        this.expressions = expressions;
        this.statements = statements;
    }

    /** The line behind the word {@code train}. */
    Train train(Token start) {
        Optional<Name> label = label();
        Expression loss = expressions.expression();
        in.take("with");
        Expression optimiser = expressions.expression();
        List<Pattern> over = in.skip("over") ? patterns() : List.of();
        var span = in.since(start);
        List<Train.Option> options = in.at("{") ? options() : List.of();
        return new Train(label, loss, optimiser, over, options, span);
    }

    private Optional<Name> label() {
        if (!in.at(Token.Kind.NAME) || !in.peekSecond().is(":")) {
            return Optional.empty();
        }
        Name name = statements.name();
        in.take(":");
        return Optional.of(name);
    }

    private List<Train.Option> options() {
        List<Train.Option> options = new ArrayList<>();
        statements.blocks().lines(() -> statements.blocks().guarded(() -> options.add(option())));
        return options;
    }

    private Train.Option option() {
        Token start = in.peek();
        boolean call = in.peekSecond().is("(");
        Train.Option option =
                in.at("freeze") && !call ? freeze(in.take()) : in.at("set") && !call ? assign(in.take()) : apply(start);
        statements.end();
        return option;
    }

    private Train.Option freeze(Token start) {
        return new Train.Freeze(patterns(), in.since(start));
    }

    private Train.Option assign(Token start) {
        List<Pattern> patterns = patterns();
        in.take(":");
        return new Train.Assign(patterns, statements.commaSeparated(statements::setting), in.since(start));
    }

    private Train.Option apply(Token start) {
        if (in.at(Token.Kind.NAME) && expressions.expression() instanceof Expression.Call call) {
            return new Train.Apply(call, in.since(start));
        }
        throw new SyntaxError(Diagnostic.error("G0121", in.span(start), "an option is a call, `freeze` or `set`")
                .help("write for example `clip_norm(1)`, `freeze body.**` or `set **.b : weight_decay = 0`"));
    }

    // ---- patterns

    private List<Pattern> patterns() {
        return statements.commaSeparated(this::pattern);
    }

    private Pattern pattern() {
        Token start = in.peek();
        List<Pattern.Segment> segments = new ArrayList<>();
        do {
            segments.add(segment());
        } while (in.skip("."));
        return new Pattern(segments, in.since(start));
    }

    private Pattern.Segment segment() {
        if (in.skip("**")) {
            return new Pattern.AnyDepth();
        }
        if (in.skip("*")) {
            return new Pattern.Any(indices());
        }
        Name name = expressions.postfix().name("a parameter's name, `*` or `**`");
        return new Pattern.Named(name, indices());
    }

    private List<Pattern.Index> indices() {
        List<Pattern.Index> indices = new ArrayList<>();
        while (in.at("[")) {
            in.open("[");
            indices.add(in.skip("*") ? new Pattern.EveryIndex() : new Pattern.IndexAt(expressions.expression()));
            in.close("]");
        }
        return indices;
    }

    // ---- settings

    /** {@code { batch = 128, epochs = 5 }}, with commas or line breaks between. */
    List<Setting> settings() {
        List<Setting> settings = new ArrayList<>();
        statements.blocks().lines(() -> statements.blocks().guarded(() -> settings.add(endedSetting())));
        return settings;
    }

    private Setting endedSetting() {
        Setting setting = statements.setting();
        if (!in.skip(",")) {
            statements.end();
        }
        return setting;
    }
}
