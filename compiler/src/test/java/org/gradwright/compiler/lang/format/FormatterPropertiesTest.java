// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.gradwright.compiler.lang.diagnostic.Diagnostics;
import org.gradwright.compiler.lang.diagnostic.SourceFile;
import org.gradwright.compiler.lang.syntax.Lexer;
import org.gradwright.compiler.lang.syntax.Samples;
import org.gradwright.compiler.lang.syntax.Token;
import org.gradwright.compiler.lang.syntax.TreePrinter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FormatterPropertiesTest {
    private static final int ROUNDS = 25;

    static List<Samples.Sample> wellFormed() {
        return Samples.wellFormed();
    }

    @ParameterizedTest
    @MethodSource("wellFormed")
    void theNetworksOfTheDesignAreCanonical(Samples.Sample sample) {
        assertThat(Formatter.format(sample.text())).isEqualTo(sample.text());
    }

    @ParameterizedTest
    @MethodSource("wellFormed")
    void formattingIsIdempotentAndKeepsEveryToken(Samples.Sample sample) {
        checkRespaced(sample.name(), sample.text());
    }

    @ParameterizedTest
    @MethodSource("wellFormed")
    void soItIsWhereLinesMustBeBroken(Samples.Sample sample) {
        String longCalls = sample.text().replaceAll("(?<=[a-z0-9])\\(", "(" + "a".repeat(33) + ", ");
        checkRespaced(sample.name(), longCalls);
    }

    private static void checkRespaced(String name, String original) {
        SplittableRandom random = new SplittableRandom(name.hashCode());
        for (int round = 0; round < ROUNDS; round++) {
            String text = respaced(original, random);
            String formatted = Formatter.format(text);
            String message = name + ", round " + round;
            assertThat(Formatter.format(formatted)).as(message).isEqualTo(formatted);
            assertThat(words(formatted)).as(message).isEqualTo(words(text));
            assertThat(TreePrinter.print(Samples.parse(formatted)).toLowerCase(Locale.ROOT))
                    .as(message)
                    .isEqualTo(TreePrinter.print(Samples.parse(text)).toLowerCase(Locale.ROOT));
        }
    }

    private static List<String> words(String text) {
        return Lexer.tokens(new SourceFile("m", text), new Diagnostics()).stream()
                .filter(token -> !token.is(Token.Kind.NEWLINE))
                .map(token -> token.text().stripTrailing())
                .toList();
    }

    /** The same tokens with other white space: spaces added and removed, lines broken inside brackets, blank lines. */
    private static String respaced(String text, SplittableRandom random) {
        StringBuilder result = new StringBuilder();
        int depth = 0;
        Token before = null;
        for (Token token : Lexer.tokens(new SourceFile("m", text), new Diagnostics())) {
            result.append(space(before, token, depth, random));
            result.append(token.is(Token.Kind.NEWLINE) && random.nextInt(6) == 0 ? "\n\n\n" : token.text());
            depth += token.is("(") || token.is("[") ? 1 : token.is(")") || token.is("]") ? -1 : 0;
            before = token;
        }
        return result.toString();
    }

    private static String space(Token before, Token token, int depth, SplittableRandom random) {
        boolean needed = before != null && isWord(before) && isWord(token);
        if (token.is("'") || token.is("..") || before != null && before.is("..")) {
            return "";
        }
        if (depth > 0 && before != null && !before.is(Token.Kind.COMMENT) && random.nextInt(12) == 0) {
            return "\n" + " ".repeat(random.nextInt(12));
        }
        boolean documentation = token.is(Token.Kind.COMMENT) && token.column() == 1;
        int spaces = documentation
                ? 0
                : random.nextInt(3) == 0 ? random.nextInt(5) : token.column() > 1 ? original(before, token) : 0;
        return " ".repeat(needed ? Math.max(1, spaces) : spaces);
    }

    private static int original(Token before, Token token) {
        return before == null || before.line() != token.line() ? 0 : token.offset() - before.endOffset();
    }

    private static boolean isWord(Token token) {
        return !token.is(Token.Kind.OPERATOR) && !token.is(Token.Kind.NEWLINE) && !token.is(Token.Kind.COMMENT)
                || token.is(".");
    }
}
