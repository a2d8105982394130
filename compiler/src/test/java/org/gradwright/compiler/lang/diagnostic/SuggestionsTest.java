// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionsTest {
    private static final List<String> NAMES = List.of("logits", "activation", "batch", "relu", "W", "embed");

    @ParameterizedTest
    @CsvSource({"logit,logits", "activaton,activation", "bacth,batch", "RELU,relu", "w,W", "embd,embed", "reul,relu"})
    void aSlipOfTheFingersIsRecognised(String word, String meant) {
        assertThat(Suggestions.closest(word, NAMES)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"q", "zz", "softmax", "logits", "loss"})
    void otherWordsAreNot(String word) {
        assertThat(Suggestions.closest(word, NAMES)).isEmpty();
    }

    @Test
    void ofEquallyNearNamesTheFirstInTheAlphabetIsTaken() {
        assertThat(Suggestions.closest("h3", List.of("h2", "h1"))).contains("h1");
    }

    @Test
    void aSwapOfNeighboursCountsAsOneSlip() {
        assertThat(Suggestions.editDistance("bacth", "batch")).isEqualTo(1);
        assertThat(Suggestions.editDistance("", "abc")).isEqualTo(3);
        assertThat(Suggestions.editDistance("kitten", "sitting")).isEqualTo(3);
    }
}
