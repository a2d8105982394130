// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.syntax;

import java.util.ArrayList;
import java.util.List;

/** Finds the place behind a faulty statement where parsing can go on. */
final class Recovery {
    /** How many lines a bracket may stay open before the search for its end is given up. */
    private static final int LOOK_AHEAD_LINES = 100;

    private final TokenStream in;

    /** How many lines may be looked ahead in the whole file, so that hostile files take linear time. */
    private int budget = 10_000;

    Recovery(TokenStream in) {
        this.in = in;
    }

    /** Whether a token is first on its line and can only be the beginning of a statement or item. */
    static boolean beginsStatement(TokenStream in, int place) {
        return in.startsLine(place) && (beginsItem(in, place) || beginsBlockStatement(in, place));
    }

    private static boolean beginsBlockStatement(TokenStream in, int place) {
        Token token = in.token(place);
        boolean keyword = token.is("for") || token.is("scan") || token.is("if") || token.is("return");
        return keyword
                || Words.STATEMENTS.contains(token.text())
                        && in.token(place + 1).is(Token.Kind.NAME);
    }

    /** Whether a token is first on its line and begins what only the top level has. */
    static boolean beginsItem(TokenStream in, int place) {
        Token token = in.token(place);
        Token second = in.token(place + 1);
        if (!in.startsLine(place)) {
            return false;
        }
        boolean section = token.is("fit") && second.is("{") || token.is("include") && second.is(Token.Kind.TEXT);
        return token.is("def") || section || Words.ITEMS.contains(token.text()) && second.is(Token.Kind.NAME);
    }

    /** Whether what begins with this token has a block of statements. */
    static boolean opensStatements(Token first) {
        return first.is("def") || first.is("for") || first.is("scan") || first.is("if");
    }

    /**
     * Goes from the token of the error to the end of its statement: to the next line, or past the lines of brackets
     * that are open there, or to the brace that opens or closes a block.
     *
     * @param start the place of the statement's first token
     */
    void skipStatement(int start) {
        int error = in.index();
        if (error > start && in.startsLine(error)) {
            return;
        }
        int end = balancedEnd(start, error);
        in.moveTo(end >= 0 ? end : lineEnd(error));
        skipContinuation(error);
    }

    /** The end of the statement at or behind the error at which all round and square brackets are closed, or -1. */
    private int balancedEnd(int start, int error) {
        int depth = depth(start, error);
        int from = error;
        for (int lines = 0; lines < LOOK_AHEAD_LINES && budget > 0; lines++, budget--) {
            int end = lineEnd(from);
            depth += depth(from, end);
            if (depth <= 0 || in.token(end).is("{") || in.token(end).is("}") || looksLikeStatement(start, end + 1)) {
                return end;
            }
            if (in.token(end).is(Token.Kind.END)) {
                return -1;
            }
            from = end + 1;
        }
        return -1;
    }

    private int depth(int from, int to) {
        int depth = 0;
        for (int i = from; i < to; i++) {
            Token token = in.token(i);
            depth += token.is("(") || token.is("[") ? 1 : token.is(")") || token.is("]") ? -1 : 0;
        }
        return depth;
    }

    private boolean looksLikeStatement(int start, int place) {
        Token token = in.token(place);
        boolean binds = token.is(Token.Kind.NAME) && in.token(place + 1).is("=");
        return beginsStatement(in, place)
                || token.is("}")
                || binds && token.column() <= in.token(start).column();
    }

    /** The end of a line, or the brace before it that opens a block of lines or closes one that was opened earlier. */
    private int lineEnd(int from) {
        int braces = 0;
        for (int i = from; ; i++) {
            Token token = in.token(i);
            boolean end = token.is(Token.Kind.NEWLINE) || token.is(Token.Kind.END) || opensBlock(i);
            if (end || token.is("}") && braces == 0) {
                return i;
            }
            braces += token.is("{") ? 1 : token.is("}") ? -1 : 0;
        }
    }

    private boolean opensBlock(int place) {
        return in.token(place).is("{") && in.token(place + 1).is(Token.Kind.NEWLINE);
    }

    /** A statement that ended too early goes on in the next line, unless that line is a statement of its own. */
    private void skipContinuation(int error) {
        Token last = in.token(error - 1);
        boolean unfinished = last.is(Token.Kind.OPERATOR) && !last.is(")") && !last.is("]") && !last.is("'");
        if (!unfinished || !in.token(error).is(Token.Kind.NEWLINE) || !in.at(Token.Kind.NEWLINE)) {
            return;
        }
        int next = in.index() + 1;
        Token first = in.token(next);
        Token second = in.token(next + 1);
        boolean binds = first.is(Token.Kind.NAME) && (second.is("=") || second.is(",") || second.is(":"));
        boolean blank = first.is(Token.Kind.NEWLINE) || first.is(Token.Kind.END) || first.is("}");
        if (!binds && !blank && !beginsStatement(in, next)) {
            in.moveTo(lineEnd(next));
        }
    }

    /** Goes to the end of the line, or to a brace that opens or closes a block before it. */
    void skipLine() {
        in.moveTo(lineEnd(in.index()));
    }

    /** Goes behind the brace that closes the one at the present place; to the end of the file if there is none. */
    void skipBraces() {
        int depth = 0;
        do {
            Token token = in.take();
            depth += token.is("{") ? 1 : token.is("}") ? -1 : 0;
        } while (depth > 0 && !in.at(Token.Kind.END));
    }

    /**
     * The names that the tokens of a faulty statement would have bound, as far as one can tell: its first words, as in
     * {@code input x, t :} and {@code a, b =}, and every word before an equals sign.
     */
    List<Name> namesBound(int start, int end) {
        List<Name> names = new ArrayList<>();
        boolean beginning = true;
        for (int i = start; i < end; i++) {
            Token token = in.token(i);
            beginning &= token.is(Token.Kind.NAME) || token.is(",") || token.is(Token.Kind.KEYWORD);
            if (token.is(Token.Kind.NAME) && (beginning || in.token(i + 1).is("="))) {
                names.add(new Name(token.name(), in.span(token)));
            }
        }
        return names;
    }
}
