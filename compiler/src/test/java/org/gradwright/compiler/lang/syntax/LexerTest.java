// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gradwright.compiler.lang.diagnostic.Diagnostics;
import org.gradwright.compiler.lang.diagnostic.SourceFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LexerTest {
    static List<Samples.Sample> wellFormed() {
        return Samples.wellFormed();
    }

    private static List<Token> tokens(String text) {
        return Lexer.tokens(new SourceFile("m", text), new Diagnostics());
    }

    private static List<String> words(String text) {
        return tokens(text).stream()
                .map(Token::text)
                .filter(word -> !word.isBlank())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("wellFormed")
    void tokensStandWhereTheySayAndSpacesLieBetweenThem(Samples.Sample sample) {
        SourceFile file = new SourceFile(sample.name(), sample.text());
        int end = 0;
        for (Token token : Lexer.tokens(file, new Diagnostics())) {
            assertThat(sample.text().substring(end, token.offset())).isBlank();
            assertThat(sample.text().substring(token.offset(), token.endOffset()))
                    .isEqualTo(token.text());
            assertThat((file.line(token.line()) + "\n").substring(token.column() - 1))
                    .startsWith(token.text());
            end = token.endOffset();
        }
        assertThat(end).isEqualTo(sample.text().length());
    }

    @Test
    void longerOperatorsComeFirst() {
        assertThat(words("a..<b ... x[2..] **.b a<=b a==b"))
                .containsExactly(
                        "a", "..<", "b", "...", "x", "[", "2", "..", "]", "**", ".", "b", "a", "<=", "b", "a", "==",
                        "b");
    }

    @Test
    void aPointWithoutDigitBehindItEndsTheNumber() {
        assertThat(words("0..<4 1.5e3 h.W")).containsExactly("0", "..<", "4", "1.5e3", "h", ".", "W");
    }

    @Test
    void columnsCountLettersNotCharacters() {
        Token last = tokens("`\uD835\uDC65` = y").get(2);
        assertThat(last.column()).isEqualTo(7);
        assertThat(last.offset()).isEqualTo(7);
    }

    @Test
    void reservedWordsInBackticksAreNames() {
        assertThat(tokens("`for`").get(0))
                .matches(token -> token.is(Token.Kind.NAME) && token.name().equals("for"));
        assertThat(Name.spelling("for")).isEqualTo("`for`");
        assertThat(Name.spelling("h1")).isEqualTo("h1");
        assertThat(Name.spelling("/model/0")).isEqualTo("`/model/0`");
    }
}
