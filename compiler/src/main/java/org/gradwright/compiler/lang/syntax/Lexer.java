// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.syntax;

import java.util.ArrayList;
import java.util.List;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.Diagnostics;
import org.gradwright.compiler.lang.diagnostic.SourceFile;
import org.gradwright.compiler.lang.diagnostic.Span;

/**
 * Splits a text into tokens. Every line break and comment is a token: the parser overlooks them where it may, the
 * formatter needs them. A faulty character is reported and left out or mended, so that reading goes on.
 */
public final class Lexer {
    /** Longer operators first. */
    private static final List<String> OPERATORS = List.of(
            "...", "..<", "..", "**", "==", "!=", "<=", ">=", "-", "+", "*", "/", "@", "%", "^", "<", ">", "=", "(",
            ")", "[", "]", "{", "}", ",", ":", ".", "'");

    private final SourceFile file;
    private final String text;
    private final Diagnostics diagnostics;
    private final List<Token> tokens = new ArrayList<>();
    private boolean tabReported;
    private int at;
    private int line = 1;
    private int lineColumn = 1;
    private int columnOffset;
    private int lineEnd = -1;

    private Lexer(SourceFile file, Diagnostics diagnostics) {
        this.file = file;
        this.text = file.text();
        this.diagnostics = diagnostics;
    }

    /** The tokens of a file in order, ending with one of kind {@link Token.Kind#END}. Faults go to the diagnostics. */
    public static List<Token> tokens(SourceFile file, Diagnostics diagnostics) {
        return new Lexer(file, diagnostics).run();
    }

    private List<Token> run() {
        at = text.startsWith("\uFEFF") ? 1 : 0;
        columnOffset = at;
        while (at < text.length()) {
            next();
        }
        tokens.add(new Token(Token.Kind.END, "", line, column(at), at));
        return tokens;
    }

    private void next() {
        char c = text.charAt(at);
        if (c == ' ') {
            at++;
        } else if (c == '\n' || text.startsWith("\r\n", at)) {
            lineBreak();
        } else if (c == '#') {
            add(Token.Kind.COMMENT, lineEnd());
        } else if (Words.isDigit(c) || (c == '.' && isDigitAt(at + 1) && !touchesOperand())) {
            number();
        } else if (Words.isNamePart(c)) {
            word();
        } else if (c == '`') {
            quotedName();
        } else if (c == '"') {
            textLiteral();
        } else {
            operator();
        }
    }

    private void lineBreak() {
        tokens.add(new Token(Token.Kind.NEWLINE, "\n", line, column(at), at));
        at += text.charAt(at) == '\r' ? 2 : 1;
        line++;
        lineColumn = 1;
        columnOffset = at;
    }

    private void word() {
        int end = at;
        while (end < text.length() && Words.isNamePart(text.charAt(end))) {
            end++;
        }
        boolean reserved = Words.RESERVED.contains(text.substring(at, end));
        limitName(end - at, at, end);
        add(reserved ? Token.Kind.KEYWORD : Token.Kind.NAME, end);
    }

    private void quotedName() {
        int end = text.indexOf('`', at + 1);
        int lineEnd = lineEnd();
        if (end < 0 || end > lineEnd || end == at + 1) {
            int stop = end == at + 1 ? end + 1 : lineEnd;
            report(LexicalMessages.openName(span(at, stop)));
            at = stop;
            return;
        }
        limitName(text.codePointCount(at + 1, end), at, end + 1);
        add(Token.Kind.NAME, end + 1);
    }

    private void limitName(int letters, int start, int end) {
        if (letters > Limits.NAME_LENGTH) {
            report(LexicalMessages.longName(span(start, end), letters));
        }
    }

    private void textLiteral() {
        int end = at + 1;
        int lineEnd = lineEnd();
        while (end < lineEnd && text.charAt(end) != '"') {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        if (end >= lineEnd) {
            report(LexicalMessages.openText(span(at, lineEnd)));
            tokens.add(new Token(Token.Kind.TEXT, "\"\"", line, column(at), at));
            at = lineEnd;
            return;
        }
        checkEscapes(at + 1, end);
        add(Token.Kind.TEXT, end + 1);
    }

    private void checkEscapes(int start, int end) {
        for (int i = start; i < end; i++) {
            if (text.charAt(i) == '\\' && "\"\\nt".indexOf(text.charAt(++i)) < 0) {
                report(LexicalMessages.escape(span(i - 1, i), text.codePointAt(i)));
            }
        }
    }

    private void number() {
        NumberReader reader = new NumberReader(text, at);
        Span span = span(at, reader.end());
        reader.fault(span).ifPresent(this::report);
        tokens.add(new Token(Token.Kind.NUMBER, reader.mended(), line, column(at), at));
        at = reader.end();
    }

    private void operator() {
        if (text.charAt(at) == '\'' && !touchesOperand()) {
            quotedText();
            return;
        }
        for (String operator : OPERATORS) {
            if (text.startsWith(operator, at)) {
                add(Token.Kind.OPERATOR, operator, at + operator.length());
                return;
            }
        }
        unexpected();
    }

    /** Text in the wrong quotes: reported, and read as the text that it means to be. */
    private void quotedText() {
        int lineEnd = lineEnd();
        int close = text.indexOf('\'', at + 1);
        int end = close < 0 || close >= lineEnd ? at + 1 : close + 1;
        String inner = text.substring(at + 1, Math.max(at + 1, end - 1));
        report(LexicalMessages.quote(span(at, end), inner));
        if (end > at + 1) {
            tokens.add(new Token(Token.Kind.TEXT, "\"\"", line, column(at), at));
        }
        at = end;
    }

    private void unexpected() {
        int point = text.codePointAt(at);
        int length = Character.charCount(point);
        if (point == '\t') {
            reportTab();
        } else {
            length = Math.max(length, LexicalMessages.foreignOperatorLength(text, at));
            report(LexicalMessages.unexpected(span(at, at + length), text.substring(at, at + length)));
        }
        at += length;
    }

    private void reportTab() {
        if (!tabReported) {
            tabReported = true;
            report(LexicalMessages.tab(
                    span(at, at + 1), text.chars().filter(c -> c == '\t').count()));
        }
    }

    /** Whether the token just read ends at the present place and could be an operand. */
    private boolean touchesOperand() {
        if (tokens.isEmpty()) {
            return false;
        }
        Token last = tokens.get(tokens.size() - 1);
        boolean operand = last.is(Token.Kind.NAME) || last.is(")") || last.is("]") || last.is("'");
        return operand && last.endOffset() == at;
    }

    private boolean isDigitAt(int index) {
        return index < text.length() && Words.isDigit(text.charAt(index));
    }

    /** The end of the current line without its line break; looked for once a line, so that long lines stay cheap. */
    private int lineEnd() {
        if (lineEnd < at) {
            int end = text.indexOf('\n', at);
            boolean carriageReturn = end > at && text.charAt(end - 1) == '\r';
            lineEnd = end < 0 ? text.length() : carriageReturn ? end - 1 : end;
        }
        return lineEnd;
    }

    private void add(Token.Kind kind, int end) {
        add(kind, text.substring(at, end), end);
    }

    private void add(Token.Kind kind, String spelling, int end) {
        tokens.add(new Token(kind, spelling, line, column(at), at));
        at = end;
    }

    /** The column of an offset in the current line; offsets are asked for in rising order, so the cost is linear. */
    private int column(int offset) {
        if (offset >= columnOffset) {
            lineColumn += text.codePointCount(columnOffset, offset);
            columnOffset = offset;
            return lineColumn;
        }
        return lineColumn - text.codePointCount(offset, columnOffset);
    }

    private Span span(int start, int end) {
        int first = column(start);
        return Span.onLine(file, line, first, first + text.codePointCount(start, end));
    }

    private void report(Diagnostic diagnostic) {
        diagnostics.add(diagnostic);
    }
}
