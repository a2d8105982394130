// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.syntax;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.Diagnostics;
import org.gradwright.compiler.lang.diagnostic.SourceFile;
import org.gradwright.compiler.lang.diagnostic.Span;

/**
 * The parser's view of the tokens: two of look-ahead, no line breaks inside {@code ( )} and {@code [ ]}, no comments.
 * Counts nesting, and gives spans from one token to another.
 */
final class TokenStream {
    private final SourceFile file;
    private final Diagnostics diagnostics;
    private final List<Token> tokens = new ArrayList<>();
    private final Map<Integer, String> documentation = new HashMap<>();
    private final Set<Integer> faultyLines = new HashSet<>();
    private final Deque<Token> brackets = new ArrayDeque<>();
    private int index;
    private int nesting;

    TokenStream(SourceFile file, Diagnostics diagnostics) {
        this.file = file;
        this.diagnostics = diagnostics;
        Diagnostics lexical = new Diagnostics();
        Lexer.tokens(file, lexical).forEach(this::keep);
        lexical.all().forEach(diagnostic -> {
            diagnostics.add(diagnostic);
            faultyLines.add(diagnostic.span().startLine());
        });
    }

    private void keep(Token token) {
        if (!token.is(Token.Kind.COMMENT)) {
            tokens.add(token);
        } else if (token.text().startsWith("##") && startsLine(tokens.size())) {
            documentation.put(token.line(), token.text().substring(2).strip());
        }
    }

    SourceFile file() {
        return file;
    }

    /** The text of the {@code ##} lines directly above a line. */
    String documentationAbove(int line) {
        Deque<String> lines = new ArrayDeque<>();
        for (int above = line - 1; documentation.containsKey(above); above--) {
            lines.addFirst(documentation.get(above));
        }
        return String.join("\n", lines);
    }

    // ---- reading

    Token peek() {
        index = visible(index);
        return tokens.get(index);
    }

    Token peekSecond() {
        return tokens.get(visible(visible(index) + 1));
    }

    private int visible(int from) {
        int i = Math.min(from, tokens.size() - 1);
        while (!brackets.isEmpty() && tokens.get(i).is(Token.Kind.NEWLINE)) {
            i++;
        }
        return i;
    }

    boolean at(String symbol) {
        return peek().is(symbol);
    }

    boolean at(Token.Kind kind) {
        return peek().is(kind);
    }

    boolean atAny(List<String> symbols) {
        Token token = peek();
        for (String symbol : symbols) {
            if (token.is(symbol)) {
                return true;
            }
        }
        return false;
    }

    /** The next token; the end of the file is never passed. */
    Token take() {
        Token token = peek();
        if (!token.is(Token.Kind.END)) {
            index++;
        }
        return token;
    }

    boolean skip(String symbol) {
        boolean there = at(symbol);
        if (there) {
            take();
        }
        return there;
    }

    Token take(String symbol) {
        if (!at(symbol)) {
            throw fail("`" + symbol + "`");
        }
        return take();
    }

    void skipLines() {
        while (at(Token.Kind.NEWLINE)) {
            take();
        }
    }

    // ---- brackets and nesting

    /** Takes an opening bracket: line breaks do not count until it is closed. */
    void open(String bracket) {
        Token token = peek();
        enterBefore(bracket);
        brackets.push(token);
    }

    /** Takes an opening bracket or brace, unless it is one too many: then it is left for recovery to find. */
    void enterBefore(String bracket) {
        if (at(bracket)) {
            enter(peek());
        }
        take(bracket);
    }

    void close(String bracket) {
        Token opened = brackets.peek();
        if (!at(bracket)) {
            throw new SyntaxError(SyntaxMessages.notClosed(this, opened, bracket));
        }
        take();
        brackets.pop();
        leave();
    }

    boolean insideBrackets() {
        return !brackets.isEmpty();
    }

    /** The bracket that was opened last and is not closed. */
    Token openBracket() {
        return brackets.element();
    }

    /** Goes one level deeper. */
    void enter(Token at) {
        if (nesting >= Limits.NESTING) {
            throw new SyntaxError(SyntaxMessages.tooDeep(span(at)));
        }
        nesting++;
    }

    void leave() {
        nesting--;
    }

    int nesting() {
        return nesting;
    }

    /** Forgets what an abandoned statement had opened. */
    void reset(int outerNesting) {
        brackets.clear();
        nesting = outerNesting;
    }

    // ---- messages

    SyntaxError fail(String expected) {
        return new SyntaxError(SyntaxMessages.expected(this, expected));
    }

    /** Reports, unless the line already has a faulty character: then what follows from it is of no interest. */
    void report(Diagnostic diagnostic) {
        if (!faultyLines.contains(diagnostic.span().startLine())) {
            diagnostics.add(diagnostic);
        }
    }

    // ---- places

    int index() {
        return index;
    }

    void moveTo(int place) {
        index = Math.min(place, tokens.size() - 1);
    }

    Token token(int place) {
        return tokens.get(Math.max(0, Math.min(place, tokens.size() - 1)));
    }

    int size() {
        return tokens.size();
    }

    boolean startsLine(int place) {
        return place == 0 || tokens.get(place - 1).is(Token.Kind.NEWLINE);
    }

    /** Whether a block has just ended before the next line's first word because its brace is missing. */
    boolean atMissingBrace() {
        return startsLine(index) && !at(Token.Kind.NEWLINE);
    }

    Token previous() {
        int i = index - 1;
        while (i > 0 && tokens.get(i).is(Token.Kind.NEWLINE)) {
            i--;
        }
        return token(i);
    }

    Span span(Token token) {
        return token.span(file);
    }

    /** From a token to the last one that was taken. */
    Span since(Token start) {
        return previous().offset() < start.offset() ? span(start) : span(start).to(span(previous()));
    }

    /** The source text from a token to the last one that was taken. */
    String textSince(Token start) {
        return file.text()
                .substring(
                        start.offset(), Math.max(start.endOffset(), previous().endOffset()));
    }
}
