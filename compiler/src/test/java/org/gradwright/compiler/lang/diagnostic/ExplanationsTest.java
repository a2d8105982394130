// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExplanationsTest {
    private static final Pattern CODE = Pattern.compile("\"(G0[0-9]{3})\"");

    /** The codes that the language's design names. */
    private static final Set<String> DESIGNED = Set.of(
            "G0012", "G0100", "G0101", "G0104", "G0105", "G0106", "G0107", "G0108", "G0207", "G0208", "G0209", "G0210",
            "G0211", "G0212", "G0213", "G0214", "G0215", "G0216", "G0217", "G0218", "G0301", "G0302", "G0303", "G0304",
            "G0305", "G0306", "G0307", "G0308", "G0309", "G0310", "G0311", "G0313", "G0314", "G0315", "G0401", "G0402",
            "G0403", "G0404");

    private final Explanations explanations = Explanations.load();

    @Test
    void everyCodeOfTheDesignIsExplained() {
        assertThat(explanations.codes()).containsAll(DESIGNED);
    }

    @Test
    void everyCodeInTheSourcesIsExplained() throws IOException {
        assertThat(explanations.codes()).containsAll(codesInSources());
    }

    private static Set<String> codesInSources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> CODE.matcher(read(file)).results())
                    .map((MatchResult match) -> match.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everyStoryHasAWrongAndARightExample() {
        for (String code : explanations.codes()) {
            assertThat(explanations.of(code).orElseThrow())
                    .startsWith(code + ": ")
                    .contains("\n\nWrong:\n\n    ")
                    .contains("\n\nRight:\n\n    ");
        }
    }

    @Test
    void anUnknownCodeHasNoStory() {
        assertThat(explanations.of("G9999")).isEmpty();
    }
}
