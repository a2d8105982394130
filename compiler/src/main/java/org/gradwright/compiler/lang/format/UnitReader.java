// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.format;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gradwright.compiler.lang.syntax.Token;

/** Groups the tokens of a text without syntax errors into statements and their rows. */
final class UnitReader {
    private final List<Token> tokens;
    private final Set<Integer> inlineBraces = new HashSet<>();
    private final List<Unit> units = new ArrayList<>();

    private List<Token> statement = new ArrayList<>();
    private List<RowEnd> rowEnds = new ArrayList<>();
    private Optional<Token> comment = Optional.empty();
    private int rowStart;
    private int level;
    private int depth;
    private boolean blank;
    private boolean blankAllowed;

    /** Where a row ends: after how many tokens of its statement, and with which comment. */
    private record RowEnd(int tokens, Optional<Token> comment) {}

    UnitReader(List<Token> tokens) {
        this.tokens = tokens;
        findInlineBraces();
    }

    List<Unit> read() {
        for (int i = 0; i < tokens.size(); i++) {
            read(i, tokens.get(i));
        }
        return units;
    }

    private void findInlineBraces() {
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).is("{")) {
                open.push(i);
            } else if (tokens.get(i).is("}")) {
                int start = open.pop();
                if (tokens.get(start).line() == tokens.get(i).line()) {
                    inlineBraces.addAll(List.of(start, i));
                }
            }
        }
    }

    private void read(int i, Token token) {
        switch (token.kind()) {
            case COMMENT -> comment(i, token);
            case NEWLINE -> lineBreak();
            case END -> endUnit();
            default -> word(i, token);
        }
    }

    /** A comment; the one directly behind the brace of a block already belongs to the head of the block. */
    private void comment(int i, Token token) {
        if (i == 0 || !opensBlock(i - 1)) {
            comment = Optional.of(token);
        }
    }

    private boolean opensBlock(int i) {
        return tokens.get(i).is("{") && !inlineBraces.contains(i);
    }

    private void lineBreak() {
        if (depth > 0) {
            endRow();
        } else if (statement.isEmpty() && comment.isEmpty()) {
            blank = true;
        } else {
            endUnit();
        }
    }

    private void word(int i, Token token) {
        if (token.is("}") && !inlineBraces.contains(i)) {
            endUnit();
            level--;
            blankAllowed = false;
        }
        statement.add(token);
        depth += token.is("(") || token.is("[") ? 1 : token.is(")") || token.is("]") ? -1 : 0;
        if (opensBlock(i)) {
            openBlock(tokens.get(i + 1));
        }
    }

    private void openBlock(Token next) {
        if (next.is(Token.Kind.COMMENT)) {
            comment = Optional.of(next);
        }
        endUnit();
        level++;
        blankAllowed = false;
    }

    private void endRow() {
        if (statement.size() > rowStart || comment.isPresent()) {
            rowEnds.add(new RowEnd(statement.size(), comment));
            rowStart = statement.size();
            comment = Optional.empty();
        }
    }

    private void endUnit() {
        endRow();
        if (rowEnds.isEmpty()) {
            return;
        }
        units.add(new Unit(level, blank && blankAllowed, rows()));
        statement = new ArrayList<>();
        rowEnds = new ArrayList<>();
        rowStart = 0;
        blank = false;
        blankAllowed = true;
    }

    private List<Row> rows() {
        List<Word> words = statement.isEmpty() ? List.of() : Spacing.words(statement);
        List<Row> rows = new ArrayList<>();
        int start = 0;
        for (RowEnd end : rowEnds) {
            rows.add(new Row(words.subList(start, end.tokens), end.comment));
            start = end.tokens;
        }
        return rows;
    }
}
