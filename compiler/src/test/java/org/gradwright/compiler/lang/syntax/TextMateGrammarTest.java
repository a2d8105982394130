// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.gradwright.compiler.lang.diagnostic.Diagnostics;
import org.gradwright.compiler.lang.diagnostic.SourceFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The grammar for editors colours each word as what the lexer takes it for. */
class TextMateGrammarTest {
    private static final TextMateGrammar GRAMMAR = grammar();

    private static TextMateGrammar grammar() {
        try {
            return TextMateGrammar.read(Path.of("../editors/vscode/syntaxes/gradwright.tmLanguage.json"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<Path> models() throws IOException {
        var models = new ArrayList<Path>();
        for (String folder : List.of("src/main/resources", "src/test/resources/language/networks", "../samples")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                files.filter(file -> file.toString().endsWith(".graph")).forEach(models::add);
            }
        }
        return models;
    }

    @ParameterizedTest
    @MethodSource("models")
    void wordsAreColouredAsWhatTheyAre(Path model) throws IOException {
        String text = Files.readString(model).replace("\r\n", "\n");
        List<String[]> scopes = text.lines().map(GRAMMAR::scopes).toList();
        for (Token token : Lexer.tokens(new SourceFile(model.toString(), text), new Diagnostics())) {
            if (!token.text().isBlank()) {
                String[] line = scopes.get(token.line() - 1);
                int begin = token.column() - 1;
                assertThat(Arrays.copyOfRange(line, begin, begin + token.text().length()))
                        .as("%s, line %d: %s", model, token.line(), token.text())
                        .allMatch(scope -> fits(token.kind(), scope))
                        .containsOnly(line[begin]);
            }
        }
    }

    private static boolean fits(Token.Kind kind, String scope) {
        return families(kind).stream().anyMatch(scope::startsWith);
    }

    private static List<String> families(Token.Kind kind) {
        return switch (kind) {
            case COMMENT -> List.of("comment.line");
            case TEXT -> List.of("string.quoted");
            case NUMBER -> List.of("constant.numeric");
            case KEYWORD ->
                List.of("keyword.control", "keyword.operator.word", "keyword.declaration", "constant.language");
            case OPERATOR -> List.of("keyword.operator", "punctuation");
            default ->
                List.of(
                        "variable",
                        "entity.name",
                        "keyword.declaration",
                        "keyword.other",
                        "storage.type",
                        "constant.language");
        };
    }

    static Stream<String> statementWords() {
        return Stream.concat(Words.STATEMENTS.stream(), Words.ITEMS.stream())
                .filter(word -> !Words.RESERVED.contains(word));
    }

    @ParameterizedTest
    @MethodSource("statementWords")
    void aWordThatBeginsAStatementMayBeAName(String word) {
        assertThat(GRAMMAR.scopes("  " + word + " a")[2]).startsWith("keyword.declaration");
        assertThat(GRAMMAR.scopes("  " + word + " = a")[2]).startsWith("variable.other.definition");
        assertThat(GRAMMAR.scopes("y = " + word + " + 1")[4]).startsWith("variable.other");
        assertThat(GRAMMAR.scopes("y = " + word + "(1)")[4]).startsWith("entity.name.function.call");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "graph Mnist           |  6 | entity.name.type",
                "def block(x) = x      |  4 | entity.name.function",
                "input x : real[batch] | 10 | storage.type",
                "y = dense(x, 3)       |  4 | entity.name.function.call",
                "y = f(x, rate = 0.1)  |  9 | variable.parameter",
                "y = f(x, rate == 0.1) |  9 | variable.other",
                "y = h1.W'             |  7 | variable.other.member",
                "y = h1.W'             |  8 | keyword.operator",
                "y = x[..<n by 2]      | 11 | keyword.other",
                "train a with b over c | 15 | keyword.other",
                "dim n where n <= 8    |  6 | keyword.other",
                "next a, next b = c    |  8 | keyword.declaration",
                "} gradient (d) {      |  2 | keyword.declaration",
                "x = training          |  4 | constant.language",
                "x = \"open            |  4 | invalid.illegal",
            })
    void wordsAreColouredByTheirPlace(String line, int column, String scope) {
        assertThat(GRAMMAR.scopes(line)[column]).startsWith(scope);
    }

    @Test
    void aDocumentingCommentIsToldFromOthers() {
        assertThat(GRAMMAR.scopes("## says what")[0]).startsWith("comment.line.documentation");
        assertThat(GRAMMAR.scopes("# says why")[0]).startsWith("comment.line.number-sign");
    }
}
