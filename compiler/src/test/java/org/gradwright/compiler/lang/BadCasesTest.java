// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.DiagnosticException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Models with mistakes, each with the text that the author gets beside it. After a deliberate change of the messages run
 * this test with {@code -Dcases.rewrite=true} and review the difference.
 */
class BadCasesTest {
    private static final Path SOURCES = Path.of("src/test/resources/cases/bad");

    static List<Path> models() {
        return Cases.files("bad");
    }

    @ParameterizedTest
    @MethodSource("models")
    void isRefusedWithTheExpectedText(Path model) throws IOException {
        String text = messages(model);
        String name = model.getFileName().toString().replace(".graph", ".expected");
        if (Boolean.getBoolean("cases.rewrite")) {
            Files.writeString(SOURCES.resolve(name), text);
        } else {
            assertThat(text).isEqualTo(Cases.read(model.resolveSibling(name)));
        }
    }

    private static String messages(Path model) {
        try {
            return Language.parse(model).warnings().stream()
                    .map(Diagnostic::render)
                    .collect(Collectors.joining());
        } catch (DiagnosticException e) {
            return e.getMessage() + "\n";
        }
    }
}
