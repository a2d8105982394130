// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConfusionTest {
    private static ConfusionMatrix cats() {
        var matrix = new ConfusionMatrix(3);
        for (int i = 0; i < 1_200; i++) {
            matrix.add(0, i < 1_100 ? 0 : 1);
        }
        matrix.add(1, 1);
        matrix.add(1, 0);
        return matrix;
    }

    @Test
    void aTableWithPrecisionAndRecall() {
        assertThat(ConfusionText.of(NamedConfusion.of(cats(), List.of("cat", "dog", "eel"))))
                .isEqualTo("""
                        actual \\ predicted    cat   dog  eel  recall
                        cat                 1,100   100    .   91.7%
                        dog                     1     1    .   50.0%
                        eel                     .     .    .       -
                        precision           99.9%  1.0%    -   91.6%""");
    }

    @Test
    void manyClassesGiveTheMostFrequentMistakes() {
        var matrix = new ConfusionMatrix(30);
        for (int i = 0; i < 5; i++) {
            matrix.add(7, 29);
            matrix.add(3, 3);
        }
        matrix.add(3, 4);
        assertThat(ConfusionText.of(NamedConfusion.of(matrix, List.of()))).isEqualTo("""
                actual  predicted  times  of
                7       29         5      5
                3       4          1      6""");
    }

    @Test
    void cellsOfAPageAreShadedByTheirPartOfTheRow() {
        String html = ConfusionHtml.of(NamedConfusion.of(cats(), List.of("<cat>", "dog", "eel")));
        assertThat(html)
                .contains("<th>&lt;cat&gt;</th>")
                .contains("<td class=\"right\" style=\"--part: 70%\">1,100</td>")
                .contains("<td class=\"wrong\" style=\"--part: 45%\">1</td>")
                .contains("<td class=\"none\" style=\"--part: 0%\">·</td>")
                .contains("<td>91.7%</td>");
    }

    @Test
    void namesOfOtherClassesAreNotTaken() {
        assertThat(NamedConfusion.of(cats(), List.of("cat", "dog")).names()).containsExactly("0", "1", "2");
    }
}
