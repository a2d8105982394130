// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.derive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.gradwright.compiler.notation.Document;
import org.gradwright.compiler.notation.HtmlDocument;
import org.gradwright.compiler.notation.LatexDocument;
import org.gradwright.compiler.notation.TextDocument;
import org.junit.jupiter.api.Test;

/** A page about a deep network says once what its layers have in common. */
class RepetitionsTest {
    @Test
    void layersThatAreAlikeAreFolded() {
        Derivation deep = ChainTablesTest.perceptron(20);
        List<Repetitions.Run> runs = Repetitions.of(deep.backward());
        assertThat(runs.stream().flatMap(run -> run.steps().stream())).containsExactlyElementsOf(deep.backward());
        List<Repetitions.Run> folded =
                runs.stream().filter(Repetitions.Run::isRepeated).toList();
        assertThat(folded.stream().mapToInt(run -> run.steps().size()).sum())
                .isGreaterThan(deep.backward().size() * 3 / 4);
        assertThat(folded.get(0).steps().get(0).name()).isNotEqualTo("h20");
    }

    @Test
    void aPageFoldsThemAndOtherFormatsSayThem() {
        Document deep = DerivationPage.of(ChainTablesTest.perceptron(20), Map.of());
        assertThat(new HtmlDocument().write(deep))
                .containsSubsequence("<details><summary>", "as above", "</summary>", "</details>");
        assertThat(new TextDocument().write(deep)).contains("∂loss/∂h₇ = ").doesNotContain("as above");
        assertThat(new LatexDocument().write(deep)).doesNotContain("as above");
    }

    @Test
    void whatIsShortIsNot() {
        Derivation shallow = ChainTablesTest.perceptron(3);
        assertThat(Repetitions.of(shallow.backward())).noneMatch(Repetitions.Run::isRepeated);
        assertThat(new HtmlDocument().write(DerivationPage.of(shallow, Map.of())))
                .doesNotContain("<details>");
    }
}
