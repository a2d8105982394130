// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExprTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"step", "-1.5E-8", "sub(1.0, pow(0.9, step))", "select(not(eq(step, 5.0)), mul(step, 0.2), NaN)"
            })
    void readsWhatItPrints(String text) {
        assertThat(ExprText.print(ExprText.parse(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pow(0.9 | `)` expected at column 8 of `pow(0.9`",
                "pow(1.0) | no function pow of 1 arguments at column 9 of `pow(1.0)`",
                "power(1.0, step) | no function power of 2 arguments at column 17 of `power(1.0, step)`",
                "two | `two` is no number at column 4 of `two`",
                "step step | unexpected text at column 5 of `step step`"
            })
    void refusesWhatDoesNotFit(String text, String message) {
        assertThatThrownBy(() -> ExprText.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void refusesAbyssesOfBrackets() {
        String deep = "neg(".repeat(100_000) + "step" + ")".repeat(100_000);
        assertThatThrownBy(() -> ExprText.parse(deep)).hasMessageStartingWith("too deep at column ");
    }

    @Test
    void printsOnlyNumbersOfAStep() {
        assertThatThrownBy(() -> ExprText.print(Givens.size("batch").plus(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("no number of a step: ");
    }
}
