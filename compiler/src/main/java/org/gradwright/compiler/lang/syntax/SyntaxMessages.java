// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.syntax;

import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.Span;

/** What is said of the order of words. */
final class SyntaxMessages {
    static final String LINE_RULE = "a line break ends a statement except inside ( ) or [ ]";

    /** How many numbers a remedy spells out. */
    private static final int SPELLED_OUT = 8;

    private SyntaxMessages() {}

    static Diagnostic expected(TokenStream in, String what) {
        Token found = in.peek();
        if (in.insideBrackets() && endsBracketContent(in, found)) {
            return notClosed(in, in.openBracket(), closing(in.openBracket()));
        }
        Diagnostic message =
                Diagnostic.error("G0103", in.span(found), "expected " + what + ", found " + found.described());
        boolean unfinished = what.equals("an expression") && found.is(Token.Kind.NEWLINE);
        return unfinished ? message.help(LINE_RULE + ": put parentheses around the whole expression") : message;
    }

    /** Whether a token shows that a bracket was left open before it. */
    private static boolean endsBracketContent(TokenStream in, Token found) {
        return found.is(Token.Kind.END) || found.is("{") || found.is("}") || Recovery.beginsStatement(in, in.index());
    }

    private static String closing(Token bracket) {
        return bracket.is("(") ? ")" : bracket.is("[") ? "]" : "}";
    }

    static Diagnostic notClosed(TokenStream in, Token bracket, String closing) {
        Token found = in.peek();
        boolean otherBracket = found.is(")") || found.is("]");
        if (otherBracket) {
            return Diagnostic.error(
                            "G0114",
                            in.span(found),
                            "`" + bracket.text() + "` cannot be closed by " + found.described())
                    .underline(in.span(bracket), "opened here")
                    .help("write `" + closing + "`");
        }
        boolean newLine = found.line() > in.previous().line() || found.is(Token.Kind.END);
        if (newLine || endsBracketContent(in, found)) {
            return openBracket(
                    in.span(bracket), bracket.text(), closing, in.previous().line());
        }
        String wanted = "`,` or `" + closing + "`";
        return Diagnostic.error("G0103", in.span(found), "expected " + wanted + ", found " + found.described())
                .underline(in.span(bracket), "opened here");
    }

    static Diagnostic openBracket(Span span, String bracket, String closing, int line) {
        return Diagnostic.error("G0113", span, "`" + bracket + "` is not closed")
                .help("write `" + closing + "`"
                        + (closing.equals("}") ? " on a line of its own" : " at the end of line " + line));
    }

    static Diagnostic closesNothing(Span span, String bracket) {
        return Diagnostic.error("G0114", span, "`" + bracket + "` closes nothing")
                .help("delete it");
    }

    static Diagnostic tooDeep(Span span) {
        return Diagnostic.error("G0004", span, "nesting is limited to " + Limits.NESTING + " levels")
                .help("bind the inner part to a name of its own");
    }

    static Diagnostic tooHigh(Span span) {
        return Diagnostic.error("G0006", span, "an expression is limited to " + Limits.HEIGHT + " operators in a row")
                .help("bind a part of it to a name of its own");
    }

    static Diagnostic reservedName(Span span, String word) {
        return Diagnostic.error("G0115", span, "`" + word + "` is a word of the language, not a name")
                .help("choose another name, or write it in backticks");
    }

    static Diagnostic twoPoints(Span span, String start, String end) {
        return Diagnostic.error("G0105", span, "`..` does not say whether " + end + " is included")
                .help("write `" + start + "..<" + end + "`" + listed(start, end));
    }

    private static String listed(String start, String end) {
        if (!start.matches("[0-9]{1,6}") || !end.matches("[0-9]{1,6}")) {
            return ", which ends before " + end;
        }
        long from = Long.parseLong(start);
        long to = Long.parseLong(end);
        boolean few = from < to && to - from <= SPELLED_OUT;
        return few ? " for " + numbers(from, to) : ", which ends before " + end;
    }

    private static String numbers(long from, long to) {
        return LongStream.range(from, to).mapToObj(Long::toString).collect(Collectors.joining(", "));
    }

    static Diagnostic chained(Span operator, String first, String middle, String symbol, String last) {
        return Diagnostic.error("G0107", operator, "comparisons do not chain")
                .help("write `" + first + " and " + middle + " " + symbol + " " + last + "`");
    }

    static Diagnostic leadingOperator(TokenStream in, Token operator) {
        Diagnostic message =
                Diagnostic.error("G0108", in.span(operator), "a statement cannot begin with `" + operator.text() + "`");
        if (operator.is("/") && in.peekSecond().is("/")) {
            return message.help("comments begin with `#`");
        }
        boolean first = in.previous().line() >= operator.line();
        return (first
                        ? message
                        : message.label("continues line " + in.previous().line() + "?"))
                .help(LINE_RULE + ": put parentheses around the whole expression");
    }

    static Diagnostic comparisonNotBinding(Span span) {
        return Diagnostic.error("G0116", span, "`==` compares; a name is bound with `=`")
                .help("write `=`");
    }

    static Diagnostic bindingNotComparison(Span span) {
        return Diagnostic.error("G0116", span, "`=` binds a name; two values are compared with `==`")
                .help("write `==`");
    }

    static Diagnostic power(Span span) {
        return Diagnostic.error("G0120", span, "a power is written `^`, not `**`")
                .help("write `x^2`");
    }
}
