// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DiagnosticsTest {
    private final SourceFile file = new SourceFile("m.graph", "a\n".repeat(300));
    private final SourceFile included = new SourceFile("n.graph", "b\n");
    private final Diagnostics diagnostics = new Diagnostics();

    private void error(SourceFile source, int line, int column, String fact) {
        diagnostics.add(Diagnostic.error("G0999", Span.onLine(source, line, column, column + 1), fact));
    }

    @Test
    void messagesAreSortedByPositionAndFilesByFirstAppearance() {
        error(file, 3, 1, "third");
        error(included, 1, 1, "last");
        error(file, 1, 2, "second");
        error(file, 1, 1, "first");
        assertThat(diagnostics.all()).extracting(Diagnostic::fact).containsExactly("first", "second", "third", "last");
    }

    @Test
    void theSameCodeAtTheSamePlaceIsReportedOnce() {
        error(file, 1, 1, "32 is not 64");
        error(file, 1, 1, "64 is not 128");
        assertThat(diagnostics.all()).extracting(Diagnostic::fact).containsExactly("32 is not 64");
    }

    @Test
    void aHundredMessagesAreShownAndTheRestCounted() {
        for (int line = 1; line <= 142; line++) {
            error(file, line, 1, "fact " + line);
        }
        assertThat(diagnostics.render())
                .contains("m.graph:100:1: error")
                .doesNotContain("m.graph:101:1: error")
                .endsWith("... and 42 more; mend these first\n");
    }

    @Test
    void millionsOfMessagesAreCountedNotKept() {
        for (int i = 1; i <= 50_000; i++) {
            error(file, i, 1, "fact");
        }
        assertThat(diagnostics.all()).hasSize(10_000);
        assertThat(diagnostics.render()).endsWith("... and 49900 more; mend these first\n");
    }

    @Test
    void warningsStopNothing() {
        diagnostics.add(Diagnostic.warning("G0403", Span.onLine(file, 1, 1, 2), "a fact"));
        assertThat(diagnostics.hasErrors()).isFalse();
        diagnostics.throwIfErrors();
        assertThat(diagnostics.render()).startsWith("m.graph:1:1: warning[G0403]: a fact\n");
    }

    @Test
    void theExceptionCarriesEveryMessage() {
        error(file, 2, 1, "one");
        error(file, 1, 1, "two");
        assertThatThrownBy(diagnostics::throwIfErrors)
                .isInstanceOfSatisfying(DiagnosticException.class, e -> assertThat(e.diagnostics())
                        .hasSize(2))
                .hasMessageStartingWith("m.graph:1:1: error[G0999]: two");
    }

    @Test
    void placesAreCitedWithTheirFileOnlyFromAnotherFile() {
        Span here = Span.onLine(file, 1, 1, 2);
        assertThat(here.seenFrom(Span.onLine(file, 9, 1, 2))).isEqualTo("1:1");
        assertThat(here.seenFrom(Span.onLine(included, 1, 1, 2))).isEqualTo("m.graph:1:1");
    }
}
