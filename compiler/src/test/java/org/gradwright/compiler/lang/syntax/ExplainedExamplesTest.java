// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.Diagnostics;
import org.gradwright.compiler.lang.diagnostic.Explanations;
import org.gradwright.compiler.lang.diagnostic.SourceFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples in the explanations are what they claim to be, as far as syntax goes. */
class ExplainedExamplesTest {
    private static final Explanations EXPLANATIONS = Explanations.load();

    static Set<String> codes() {
        return EXPLANATIONS.codes();
    }

    static List<String> syntaxCodes() {
        return codes().stream().filter(code -> code.startsWith("G01")).toList();
    }

    @ParameterizedTest
    @MethodSource("codes")
    void theRightExampleIsWellFormed(String code) {
        assertThat(errors(example(code, "Right:"))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("syntaxCodes")
    void theWrongExampleHasExactlyThisError(String code) {
        assertThat(errors(example(code, "Wrong:"))).containsExactly(code);
    }

    private static String example(String code, String label) {
        String story = EXPLANATIONS.of(code).orElseThrow();
        String after = story.substring(story.indexOf(label) + label.length());
        return after.substring(
                        0, Math.max(after.indexOf("\nRight:"), after.indexOf("\nRight:") < 0 ? after.length() : 0))
                .lines()
                .map(line -> line.startsWith("    ") ? line.substring(4) : line)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static List<String> errors(String text) {
        Diagnostics diagnostics = new Diagnostics();
        Parser.parse(new SourceFile("example", text), diagnostics);
        return diagnostics.all().stream().map(Diagnostic::code).distinct().toList();
    }
}
