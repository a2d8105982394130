// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitTest {
    private static final Dataset DATA = BatchesTest.numbers(150);

    @Test
    void everyExampleIsInOnePart() {
        Split split = Split.of(DATA, 0.2, 1);
        assertThat(split.test().count()).isEqualTo(30);
        assertThat(IntStream.concat(IntStream.of(numbers(split.train())), IntStream.of(numbers(split.test())))
                        .sorted())
                .containsExactlyElementsOf(IntStream.range(0, 150).boxed().toList());
    }

    @Test
    void theSeedDecides() {
        assertThat(numbers(Split.of(DATA, 0.5, 1).test()))
                .isEqualTo(numbers(Split.of(DATA, 0.5, 1).test()));
        assertThat(numbers(Split.of(DATA, 0.5, 1).test()))
                .isNotEqualTo(numbers(Split.of(DATA, 0.5, 2).test()));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -0.5, Double.NaN})
    void refusesOtherParts(double part) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Split.of(DATA, part, 1))
                .withMessage("the test's part is " + part + "; it must be between 0 and 1");
    }

    @Test
    void refusesEmptyParts() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Split.of(BatchesTest.numbers(3), 0.1, 1))
                .withMessage("a part of 0.1 of 3 examples leaves none to test with; choose another part");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Split.of(BatchesTest.numbers(3), 0.9, 1))
                .withMessageContaining("leaves none to learn from");
    }

    private static int[] numbers(Dataset data) {
        return ((Column.Ints) data.column("n")).values();
    }
}
