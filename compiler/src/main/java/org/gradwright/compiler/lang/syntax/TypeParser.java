// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.syntax;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.Suggestions;
import org.gradwright.compiler.lang.syntax.TypeSyntax.Element;

/** Types and the formals of a definition. */
final class TypeParser {
    private static final Map<String, Element> ELEMENTS =
            Map.of("real", Element.REAL, "i32", Element.I32, "bool", Element.BOOL);

    private static final Map<String, Formal.ValueKind> KINDS = Map.of(
            "int", Formal.ValueKind.INT,
            "number", Formal.ValueKind.NUMBER,
            "string", Formal.ValueKind.STRING,
            "fn", Formal.ValueKind.FN);

    /** What other languages call the same. */
    private static final Map<String, String> FOREIGN = Map.of(
            "float", "real", "double", "real", "float32", "real", "float64", "real", "int", "i32", "int32", "i32",
            "long", "i32", "int64", "i32", "i64", "i32", "boolean", "bool");

    private static final List<String> PINS = List.of("f32", "f64");

    private final TokenStream in;
    private final ExpressionParser expressions;
    private final PostfixParser postfix;

    TypeParser(TokenStream in, ExpressionParser expressions) {
        this.in = in;
        this.expressions = expressions;
        this.postfix = expressions.postfix();
    }

    TypeSyntax type() {
        Token start = in.peek();
        Element element = element();
        List<Expression> sizes = in.at("[") ? postfix.list("[", "]", postfix::element) : List.of();
        return new TypeSyntax(element, sizes, in.since(start));
    }

    private Element element() {
        Token token = in.peek();
        if (in.atAny(PINS)) {
            in.report(precisionPin(in.take()));
            return Element.REAL;
        }
        Element element = ELEMENTS.get(token.text());
        if (element == null) {
            throw token.is(Token.Kind.NAME)
                    ? new SyntaxError(unknownType(token))
                    : in.fail("a type: real, i32 or bool");
        }
        in.take();
        return element;
    }

    private Diagnostic precisionPin(Token token) {
        return Diagnostic.error("G0119", in.span(token), "a type does not choose the precision, the graph does")
                .help("write `real`, and `precision " + token.text() + "` at the top of the file");
    }

    private Diagnostic unknownType(Token token) {
        Diagnostic message =
                Diagnostic.error("G0119", in.span(token), "`" + token.text() + "` is not a type: real, i32 or bool");
        return Optional.ofNullable(FOREIGN.get(token.text()))
                .or(() -> Suggestions.closest(token.text(), ELEMENTS.keySet()))
                .map(word -> message.help("did you mean `" + word + "`?"))
                .orElse(message);
    }

    List<Formal> formals() {
        return postfix.list("(", ")", this::formal);
    }

    private Formal formal() {
        Token start = in.peek();
        Name name = postfix.name("an argument's name");
        Optional<Formal.Kind> kind = in.skip(":") ? Optional.of(kind()) : Optional.empty();
        Optional<Expression> value = in.skip("=") ? Optional.of(expressions.expression()) : Optional.empty();
        return new Formal(name, kind, value, in.since(start));
    }

    private Formal.Kind kind() {
        Formal.ValueKind kind = KINDS.get(in.peek().text());
        if (kind == null) {
            return new Formal.TensorKind(type());
        }
        in.take();
        return kind;
    }
}
