// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class RendererTest {
    @TestFactory
    Stream<DynamicTest> everyMessageOfTheDesignIsReproduced() throws IOException {
        List<String> expected =
                List.of(resource("/language/diagnostics/messages.txt").split("(?m)^(?=model\\.graph:)"));
        assertThat(DesignMessages.ALL).hasSameSizeAs(expected);
        return IntStream.range(0, expected.size())
                .mapToObj(i -> DynamicTest.dynamicTest(
                        DesignMessages.ALL.get(i).code(),
                        () -> assertThat(DesignMessages.ALL.get(i).render()).isEqualTo(expected.get(i))));
    }

    private static String resource(String name) throws IOException {
        try (var stream = RendererTest.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aSpanOverSeveralLinesIsUnderlinedToTheEndOfItsFirstLine() {
        SourceFile file = new SourceFile("m.graph", "y = f(a,\n  b)\n");
        Diagnostic message = Diagnostic.error("G0999", new Span(file, 1, 5, 2, 5), "a fact");
        assertThat(message.render()).isEqualTo("""
                m.graph:1:5: error[G0999]: a fact
                   1 | y = f(a,
                     |     ^^^^
                """);
    }

    @Test
    void anOperandOnAnotherLineShowsThatLine() {
        SourceFile file = new SourceFile("m.graph", "y = (a +\n  b)\n");
        Diagnostic message = Diagnostic.error("G0999", Span.onLine(file, 1, 8, 9), "a fact")
                .underline(Span.onLine(file, 2, 3, 4), "real[3]");
        assertThat(message.render()).isEqualTo("""
                m.graph:1:8: error[G0999]: a fact
                   1 | y = (a +
                     |        ^
                   2 |   b)
                     |   - real[3]
                """);
    }

    @Test
    void anEmptyLineIsNotShown() {
        Diagnostic message = Diagnostic.error("G0001", Span.onLine(new SourceFile("m.graph", ""), 1, 1, 2), "a fact")
                .help("a remedy");
        assertThat(message.render()).isEqualTo("m.graph:1:1: error[G0001]: a fact\n     = help: a remedy\n");
    }

    @Test
    void controlCharactersBecomeSpacesAndLettersBeyondTheBasicPlaneCountOnce() {
        SourceFile file = new SourceFile("m.graph", "\t`\uD835\uDC65` ?");
        Diagnostic message = Diagnostic.error("G0101", Span.onLine(file, 1, 6, 7), "a fact");
        assertThat(message.render()).contains("   1 |  `\uD835\uDC65` ?\n     |      ^\n");
    }

    @Test
    void ofALongLineAWindowAroundTheCulpritIsShown() {
        SourceFile file = new SourceFile("m.graph", "a".repeat(5000) + "?" + "b".repeat(5000));
        String[] lines = Diagnostic.error("G0101", Span.onLine(file, 1, 5001, 5002), "a fact")
                .render()
                .split("\n");
        assertThat(lines[1]).hasSizeLessThan(200);
        assertThat(lines[1].charAt(lines[2].indexOf('^'))).isEqualTo('?');
    }
}
