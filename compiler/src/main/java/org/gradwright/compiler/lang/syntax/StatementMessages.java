// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.syntax;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.Span;
import org.gradwright.compiler.lang.diagnostic.Suggestions;

/** What is said of a line that is no statement, or that goes on behind its statement. */
final class StatementMessages {
    private static final List<String> LEADING_OPERATORS = List.of(
            "+", "-", "*", "/", "@", "%", "^", "**", "==", "!=", "<", "<=", ">", ">=", ".", "..", "..<", "...", "'",
            ",", "=", ":", "and", "or");

    private static final List<String> ARITHMETIC = List.of("+", "-", "*", "/", "@", "%", "^", "**");

    private static final List<String> WORDS =
            Stream.concat(Words.STATEMENTS.stream(), Words.ITEMS.stream()).toList();

    private StatementMessages() {}

    /** Why the next token cannot begin a statement. */
    static Diagnostic noStatement(TokenStream in) {
        Token first = in.peek();
        Span span = in.span(first);
        if (LEADING_OPERATORS.stream().anyMatch(first::is)) {
            return SyntaxMessages.leadingOperator(in, first);
        }
        if (first.is(")") || first.is("]") || first.is("}")) {
            return SyntaxMessages.closesNothing(span, first.text());
        }
        if (first.is("else")) {
            return Diagnostic.error("G0103", span, "`else` stands alone")
                    .help("write it on the line of the `}` of its `if`");
        }
        if (first.is(Token.Kind.KEYWORD) && in.peekSecond().is("=")) {
            return SyntaxMessages.reservedName(span, first.text());
        }
        if (first.is(Token.Kind.NAME)) {
            return noStatementWord(in, first);
        }
        return first.is("def") ? notHere(span, "def") : unbound(span);
    }

    private static Diagnostic noStatementWord(TokenStream in, Token first) {
        Token second = in.peekSecond();
        Span span = in.span(first);
        if (isItemHead(first, second)) {
            return notHere(span, first.text());
        }
        if (second.is("==")) {
            return SyntaxMessages.comparisonNotBinding(in.span(second));
        }
        if (second.is(".") || second.is("[")) {
            return partAssigned(span);
        }
        if (isUpdate(in, second)) {
            return update(in.span(second), first, second);
        }
        return second.is(Token.Kind.NAME) ? unknownWord(span, first) : unbound(span);
    }

    private static boolean isItemHead(Token first, Token second) {
        return Words.ITEMS.contains(first.text())
                && (second.is(Token.Kind.NAME)
                        || second.is("{")
                        || second.is(Token.Kind.TEXT)
                        || second.is(Token.Kind.NUMBER));
    }

    private static boolean isUpdate(TokenStream in, Token second) {
        return ARITHMETIC.stream().anyMatch(second::is)
                && in.token(in.index() + 2).is("=");
    }

    private static Diagnostic update(Span span, Token name, Token operator) {
        return Diagnostic.error("G0118", span, "a name is bound once, there is no `" + operator.text() + "=`")
                .help("write `" + name.text() + "2 = " + name.text() + " " + operator.text()
                        + " ...`; for a value that changes from step to step see `state` and `next`");
    }

    /** A word of the top level inside a block. */
    static Diagnostic notHere(Span span, String word) {
        return Diagnostic.error("G0100", span, "`" + word + "` stands at the top level of a file only")
                .help("move it out of the block");
    }

    private static Diagnostic partAssigned(Span span) {
        return Diagnostic.error("G0118", span, "a statement binds a whole name, not a part of one")
                .help("bind a new name; a parameter is replaced where its layer is made: `dense(x, 512, W = V)`");
    }

    private static Diagnostic unbound(Span span) {
        return Diagnostic.error("G0118", span, "a statement binds a name or begins with a statement word")
                .help("write `name = ...`");
    }

    private static Diagnostic unknownWord(Span span, Token first) {
        Diagnostic message = Diagnostic.error("G0117", span, "`" + first.text() + "` does not begin a statement");
        Optional<String> near = Suggestions.closest(first.text(), WORDS);
        return near.map(word -> message.help("did you mean `" + word + "`?"))
                .orElse(message.help(
                        "a line is `name = ...` or begins with one of " + String.join(", ", Words.STATEMENTS)));
    }

    /** What stands behind a complete statement on its line. */
    static Diagnostic notEnded(TokenStream in) {
        Token found = in.peek();
        Span span = in.span(found);
        if (found.is(")") || found.is("]")) {
            return SyntaxMessages.closesNothing(span, found.text());
        }
        if (found.is("=")) {
            return SyntaxMessages.bindingNotComparison(span);
        }
        if (found.is("..")) {
            return Diagnostic.error("G0105", span, "`..` stands between brackets only, as in `x[2..]`")
                    .help("a range is written `0..<4`");
        }
        Diagnostic message =
                Diagnostic.error("G0103", span, "expected the end of the line, found " + found.described());
        boolean operand = found.is(Token.Kind.NAME) || found.is(Token.Kind.NUMBER) || found.is("(");
        return operand ? message.help("an operator or a comma may be missing before it") : message;
    }
}
