// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gradwright.compiler.lang.syntax.Token;

/** Where spaces stand between the tokens of one statement, and which of its signs are separators. */
final class Spacing {
    private static final Set<String> TIGHT = Set.of("^", "..<", ".");
    private static final Set<String> WITHOUT_SEPARATORS =
            Set.of("for", "scan", "if", "return", "dim", "fit", "data", "}");

    private final List<Token> tokens;
    private final List<Word> words = new ArrayList<>();
    private final boolean keywordStatement;

    /** How many round and square brackets are open before the present token. */
    private int depth;

    private boolean separatorsOver;
    private boolean inPattern;
    private boolean previousIsInfixWord;

    private Spacing(List<Token> tokens) {
        this.tokens = tokens;
        this.keywordStatement = tokens.size() > 1
                && !tokens.get(1).is("=")
                && !tokens.get(1).is(":")
                && !tokens.get(1).is(",");
        Token first = tokens.get(0);
        this.separatorsOver = keywordStatement && WITHOUT_SEPARATORS.contains(first.text());
        this.inPattern = keywordStatement && !tokens.get(1).is("(") && (first.is("freeze") || first.is("set"));
    }

    /** The words of one statement. */
    static List<Word> words(List<Token> tokens) {
        Spacing spacing = new Spacing(tokens);
        for (int i = 0; i < tokens.size(); i++) {
            spacing.add(i);
        }
        return spacing.words;
    }

    private void add(int i) {
        Token token = tokens.get(i);
        boolean separator = separator(i, token);
        if (token.is(")") || token.is("]")) {
            depth--;
        }
        int gap = i == 0 || tokens.get(i - 1).line() != token.line()
                ? 0
                : token.column() - tokens.get(i - 1).endColumn();
        boolean infix = isInfixWord(i);
        words.add(new Word(token, i > 0 && spaced(tokens.get(i - 1), token, i, infix), separator, gap));
        previousIsInfixWord = infix;
        inPattern = inPattern ? !token.is(":") : infix && token.is("over");
        if (token.is("(") || token.is("[")) {
            depth++;
        }
    }

    /** Up to the first {@code =} a statement has separators; a train line and {@code set} have only their colon. */
    private boolean separator(int i, Token token) {
        boolean labelOnly =
                keywordStatement && (tokens.get(0).is("train") || tokens.get(0).is("set"));
        if (separatorsOver || depth > 0) {
            return false;
        }
        boolean colon = token.is(":") && (!tokens.get(0).is("train") || !keywordStatement || i == 2);
        boolean equals = token.is("=") && !labelOnly;
        separatorsOver = token.is("=") || token.is("{") || colon && labelOnly;
        return colon || equals;
    }

    private boolean spaced(Token before, Token token, int i, boolean infix) {
        if (before.is("(") || before.is("[") || token.is(")") || token.is("]") || token.is(",") || token.is("'")) {
            return false;
        }
        if (before.is(",") || infix || previousIsInfixWord) {
            return true;
        }
        if (isTight(before) || isTight(token) || isSign(i - 1) || before.is("..") || token.is("..")) {
            return false;
        }
        if (token.is("(") || token.is("[")) {
            return !followsOperand(i);
        }
        return true;
    }

    private static boolean isTight(Token token) {
        return token.is(Token.Kind.OPERATOR) && TIGHT.contains(token.text());
    }

    /** Whether a minus has no left operand. */
    private boolean isSign(int i) {
        return tokens.get(i).is("-") && !followsOperand(i);
    }

    /** Whether what stands before a token is a value, so that a bracket calls or indexes it and a minus subtracts. */
    private boolean followsOperand(int i) {
        if (i == 0) {
            return false;
        }
        Token before = tokens.get(i - 1);
        boolean word = isInfixWord(i - 1)
                || i == 1 && (before.is("train") || before.is("freeze") && inPattern)
                || before.is("gradient") && i > 1 && tokens.get(i - 2).is("}");
        boolean literal = before.is("true") || before.is("false") || before.is("none");
        boolean wildcard = inPattern && (before.is("*") || before.is("**"));
        boolean closed = before.is(")") || before.is("]") || before.is("'") || before.is("...");
        boolean value = before.is(Token.Kind.NAME) || before.is(Token.Kind.NUMBER) || before.is(Token.Kind.TEXT);
        return !word && (literal || wildcard || closed || value);
    }

    /** Whether a name is one of the words that stand between operands: {@code by}, {@code over}, {@code where}. */
    private boolean isInfixWord(int i) {
        Token token = tokens.get(i);
        if (i < 2 || !token.is(Token.Kind.NAME)) {
            return false;
        }
        Token before = tokens.get(i - 1);
        boolean behindValue = before.is(Token.Kind.NAME)
                || before.is(Token.Kind.NUMBER)
                || before.is(")")
                || before.is("]")
                || before.is("'")
                || before.is("..");
        return behindValue
                && (token.is("by")
                        || token.is("over") && tokens.get(0).is("train")
                        || token.is("where") && tokens.get(0).is("dim") && i == 2);
    }
}
