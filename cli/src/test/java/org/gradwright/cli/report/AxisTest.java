// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxisTest {
    private static String ticks(Axis axis) {
        return String.join(" ", axis.ticks().stream().map(Axis::label).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "0.42, 1, 0.4 0.6 0.8 1",
        "-3, 17, -5 0 5 10 15 20",
        "0, 0.0007, 0 0.0002 0.0004 0.0006 0.0008",
        "3, 3, 2.6 2.8 3 3.2 3.4",
        "0, 0, -1e-12 -5e-13 0 5e-13 1e-12",
        "0.01, 20, 0.01 0.1 1 10 100",
        "1e6, 1.2e6, 1e6 1.05e6 1.1e6 1.15e6 1.2e6",
    })
    void ticksAreRoundAndEnclose(double least, double most, String expected) {
        Axis axis = Axis.of(least, most);
        assertThat(ticks(axis)).isEqualTo(expected);
        assertThat(axis.low()).isLessThanOrEqualTo(least);
        assertThat(axis.high()).isGreaterThanOrEqualTo(most);
    }

    @ParameterizedTest
    @CsvSource({"1, 12, 3 6 9 12", "1, 1, 1 2", "1, 4, 1 2 3 4", "1, 1000, 200 400 600 800 1000"})
    void epochsAreWhole(int first, int last, String expected) {
        assertThat(ticks(Axis.counting(first, last))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0.4, 1, 0.7, 0.5", "0.01, 100, 1, 0.5", "0.01, 100, 0.01, 0"})
    void sharesAreOfTheDistanceOrOfTheFactor(double least, double most, double value, double share) {
        assertThat(Axis.of(least, most).share(value)).isCloseTo(share, within(1e-12));
    }
}
