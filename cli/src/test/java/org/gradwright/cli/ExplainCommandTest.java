// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplainCommandTest {
    @ParameterizedTest
    @ValueSource(strings = {"G0209", "g0503", "G0504", "G0505", "G0506"})
    void tellsTheStoryOfACode(String code) {
        assertThat(CommandRun.of("explain", code).succeeds().out()).contains("Wrong:", "Right:");
    }

    @Test
    void namesTheCodesThatThereAre() {
        CommandRun.of("explain", "G9999").failsInOneLine("there is no error G9999", "G0209");
    }
}
