// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InitialiserTest {
    private static double[] fill(String text, long seed, String path, int... shape) {
        double[] values = new double[(int) Fans.size(shape)];
        Arrays.fill(values, Double.NaN);
        Initialiser.parse(text).fill(values, shape, seed, path);
        return values;
    }

    private static double mean(double[] values) {
        return DoubleStream.of(values).average().orElseThrow();
    }

    private static double variance(double[] values) {
        double mean = mean(values);
        return DoubleStream.of(values)
                .map(v -> (v - mean) * (v - mean))
                .average()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zeros",
                "ones",
                "constant(0.5)",
                "constant(-0)",
                "constant(-infinity)",
                "values(1, 2.5, -3)",
                "uniform(0.1)",
                "uniform(0)",
                "uniform(-1, 2)",
                "normal(0.02)",
                "normal(0)",
                "normal(0.02, -1)",
                "glorot_uniform",
                "glorot_normal",
                "he_uniform",
                "he_normal",
                "orthogonal",
                "orthogonal(1.5)",
                "normal(1.0e-7)"
            })
    void textReadsBack(String text) {
        Initialiser initialiser = Initialiser.parse(text);
        assertThat(initialiser.text()).isEqualTo(text);
        assertThat(Initialiser.parse(initialiser.text())).isEqualTo(initialiser);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "constant(1)        | ones",
                "constant(0)        | zeros",
                "constant(1e3)      | constant(1000)",
                "uniform( -2,2 )    | uniform(2)",
                "orthogonal()       | orthogonal",
                "normal(0.1, 0)     | normal(0.1)",
                "values(1E-3)       | values(0.001)",
            })
    void textIsNormalised(String text, String printed) {
        assertThat(Initialiser.parse(text).text()).isEqualTo(printed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "normal             | normal takes 1 or 2 numbers, not 0",
                "normal(1, 2, 3)    | normal takes 1 or 2 numbers, not 3",
                "zeros(1)           | zeros takes 0 numbers, not 1",
                "values()           | values takes at least 1 numbers, not 0",
                "glorot_unifrom     | no initialiser is called glorot_unifrom: did you mean glorot_uniform?",
                "normal(-1)         | normal needs a deviation of at least 0 and a finite mean, not -1 and 0",
                "normal(infinity)   | normal needs a deviation of at least 0 and a finite mean, not infinity and 0",
                "normal(nan)        | normal needs a deviation of at least 0 and a finite mean, not nan and 0",
                "uniform(2, 1)      | uniform needs finite bounds in order, not 2 and 1",
                "uniform(-1)        | uniform needs finite bounds in order, not 1 and -1",
                "uniform(nan)       | uniform needs finite bounds in order, not nan and nan",
                "orthogonal(nan)    | orthogonal needs a finite gain, not nan",
                "normal(0x10)       | `0x10` is not a number",
                "normal(1d)         | `1d` is not a number",
                "normal(1           | `normal(1` is no initialiser: write one such as normal(0.02)",
                "''                 | `` is no initialiser: write one such as normal(0.02)",
            })
    void faultsAreNamed(String text, String fault) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Initialiser.parse(text))
                .withMessage(fault);
    }

    @Test
    void constantsAreConstant() {
        assertThat(fill("zeros", 1, "a", 3)).containsExactly(0, 0, 0);
        assertThat(fill("ones", 1, "a", 2, 1)).containsExactly(1, 1);
        assertThat(fill("constant(0.5)", 1, "a")).containsExactly(0.5);
        assertThat(fill("values(1, 2, 3, 4)", 1, "a", 2, 2)).containsExactly(1, 2, 3, 4);
        assertThatIllegalArgumentException().isThrownBy(() -> fill("values(1, 2)", 1, "a", 3));
    }

    /** Mean, variance and bound from the formulas; n = 90,000, tolerances are five standard deviations. */
    @ParameterizedTest
    @CsvSource({
        "glorot_uniform, 450, 200, 2/650, 6/650",
        "glorot_normal,  450, 200, 2/650, 0",
        "he_uniform,     450, 200, 2/450, 6/450",
        "he_normal,      450, 200, 2/450, 0",
        "uniform(0.3),   450, 200, 0.09/3, 0.09/1",
        "normal(0.3),    450, 200, 0.09/1, 0",
    })
    void scaledDrawsHaveTheirMoments(String text, int n, int units, String variance, String boundSquared) {
        double[] values = fill(text, 7, "h.W", n, units);
        double expected = ratio(variance);
        double bound = Math.sqrt(ratio(boundSquared));
        assertThat(mean(values)).isCloseTo(0, within(5 * Math.sqrt(expected / values.length)));
        assertThat(variance(values)).isCloseTo(expected, within(5 * expected * Math.sqrt(2.0 / values.length)));
        if (bound > 0) {
            assertThat(DoubleStream.of(values).map(Math::abs).max().orElseThrow())
                    .isBetween(0.999 * bound, bound);
        }
    }

    private static double ratio(String text) {
        String[] parts = text.split("/");
        return Double.parseDouble(parts[0]) / (parts.length > 1 ? Double.parseDouble(parts[1]) : 1);
    }

    @Test
    void boundsAndMeansMayBeShifted() {
        double[] uniform = fill("uniform(2, 3)", 1, "a", 10_000);
        assertThat(DoubleStream.of(uniform)).allMatch(v -> v >= 2 && v < 3);
        assertThat(mean(uniform)).isCloseTo(2.5, within(0.015));
        assertThat(mean(fill("normal(1, 10)", 1, "a", 10_000))).isCloseTo(10, within(0.05));
    }

    @Test
    void fansFollowTheRank() {
        assertThat(Fans.of(new int[] {})).isEqualTo(new Fans(1, 1));
        assertThat(Fans.of(new int[] {7})).isEqualTo(new Fans(7, 7));
        assertThat(Fans.of(new int[] {3, 5})).isEqualTo(new Fans(3, 5));
        assertThat(Fans.of(new int[] {8, 4, 3, 2})).isEqualTo(new Fans(4 * 3 * 2, 8 * 3 * 2));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "5, 5", "40, 7", "7, 40", "1, 9", "64, 64"})
    void orthogonalRowsOrColumnsAreOrthonormal(int rows, int columns) {
        double[] q = fill("orthogonal(2)", 3, "U", rows, columns);
        int count = Math.min(rows, columns);
        for (int a = 0; a < count; a++) {
            for (int b = 0; b < count; b++) {
                double dot = 0;
                for (int k = 0; k < Math.max(rows, columns); k++) {
                    dot += rows >= columns
                            ? q[k * columns + a] * q[k * columns + b]
                            : q[a * columns + k] * q[b * columns + k];
                }
                assertThat(dot).isCloseTo(a == b ? 4 : 0, within(1e-13));
            }
        }
    }

    @Test
    void orthogonalHasNoPreferredSignOrPlace() {
        double sum = 0;
        double squares = 0;
        for (int seed = 0; seed < 4000; seed++) {
            double first = fill("orthogonal", seed, "U", 3, 3)[0];
            sum += first;
            squares += first * first;
        }
        assertThat(sum / 4000).isCloseTo(0, within(5 * Math.sqrt(1 / 3.0 / 4000)));
        assertThat(squares / 4000).isCloseTo(1 / 3.0, within(5 * 0.3 / Math.sqrt(4000)));
    }

    @Test
    void orthogonalOfHigherRankIsAMatrixOfTheFirstAxis() {
        assertThat(fill("orthogonal", 3, "U", 4, 3, 2)).containsExactly(fill("orthogonal", 3, "U", 4, 6));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fill("orthogonal", 3, "U", 4))
                .withMessage("orthogonal needs at least two axes, [4] has 1");
    }

    @Test
    void seedAndPathAloneDecide() {
        double[] values = fill("normal(1)", 5, "h1.W", 100);
        assertThat(fill("normal(1)", 5, "h1.W", 100)).containsExactly(values);
        assertThat(fill("normal(1)", 5, "h1.W", 10, 10)).containsExactly(values);
        assertThat(fill("normal(1)", 6, "h1.W", 100)).isNotEqualTo(values);
        assertThat(fill("normal(1)", 5, "h2.W", 100)).isNotEqualTo(values);
    }

    @Test
    void neighbouringSeedsAndPathsAreUncorrelated() {
        double[] a = fill("normal(1)", 5, "h1.W", 100_000);
        for (double[] b : new double[][] {
            fill("normal(1)", 6, "h1.W", 100_000),
            fill("normal(1)", 5, "h2.W", 100_000),
            fill("normal(1)", -5, "h1.W", 100_000)
        }) {
            double dot = 0;
            for (int i = 0; i < a.length; i++) {
                dot += a[i] * b[i];
            }
            assertThat(dot / a.length).isCloseTo(0, within(5 / Math.sqrt(a.length)));
        }
    }

    /** A seed means the same start in every version; these come from a second implementation. */
    @Test
    void startsStayAsTheyAre() {
        assertThat(fill("uniform(1)", 1, "h.W", 2)).containsExactly(-0.4218489886009418, -0.6808152696162515);
        assertThat(fill("normal(1)", 1, "h.W", 2))
                .containsExactly(new double[] {0.4444109786859355, 0.002115517617772187}, within(1e-15));
    }
}
