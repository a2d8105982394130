// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {
    private static final List<String> NAMES = List.of("h[3].att.W", "abcdW", "logits.b");

    @ParameterizedTest
    @CsvSource({"abW, abcdW", "abcdWxy, abcdW", "axydW, abcdW", "h[2].at.w, h[3].att.W", "logitsb, logits.b"})
    void theNearestNameIsSuggested(String wrong, String meant) {
        assertThat(Suggestion.among(NAMES, wrong)).isEqualTo(": did you mean " + meant + "?");
    }

    @Test
    void allNamesAreListedWhenNoneIsNear() {
        assertThat(Suggestion.among(NAMES, "x")).isEqualTo(": there are h[3].att.W, abcdW, logits.b");
        assertThat(Suggestion.among(List.of(), "x")).isEqualTo(": there is none");
        assertThat(Suggestion.among(Collections.nCopies(1000, "name"), "embedding"))
                .hasSizeLessThan(250)
                .endsWith(" ...");
    }
}
