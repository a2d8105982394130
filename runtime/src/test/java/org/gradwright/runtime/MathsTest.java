// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MathsTest {
    private static final MathContext DIGITS = new MathContext(60);
    private static final BigDecimal PI =
            new BigDecimal("3.14159265358979323846264338327950288419716939937510582097494");

    /** erf by its power series, sum of (-1)^n x^(2n+1) / (n! (2n+1)), with 60 digits. */
    private static double exactErf(double argument) {
        BigDecimal x = new BigDecimal(argument);
        BigDecimal power = x;
        BigDecimal sum = x;
        for (int n = 1; n < 300; n++) {
            power = power.multiply(x, DIGITS).multiply(x, DIGITS).negate().divide(BigDecimal.valueOf(n), DIGITS);
            sum = sum.add(power.divide(BigDecimal.valueOf(2L * n + 1), DIGITS), DIGITS);
        }
        return sum.multiply(BigDecimal.valueOf(2))
                .divide(PI.sqrt(DIGITS), DIGITS)
                .doubleValue();
    }

    private static double ulps(double actual, double expected) {
        return Math.abs(actual - expected) / Math.ulp(expected);
    }

    @Test
    void erfIsExactToAnUlpOrTwo() {
        for (int i = -620; i <= 620; i++) {
            double x = i / 100.0 + 1e-3 * Math.sin(i);
            assertThat(ulps(Maths.erf(x), exactErf(x))).as("erf(%s)", x).isLessThanOrEqualTo(2);
            assertThat(ulps(Maths.erf(x * 1e-9), exactErf(x * 1e-9)))
                    .as("erf(%s)", x * 1e-9)
                    .isLessThanOrEqualTo(2);
        }
    }

    @Test
    void erfIsOddMonotoneAndBounded() {
        double before = -1;
        for (double x = -7; x <= 7; x += 1e-4) {
            double value = Maths.erf(x);
            assertThat(value).isBetween(before, 1.0);
            assertThat(Maths.erf(-x)).isEqualTo(-value);
            before = value;
        }
    }

    @Test
    void erfHasItsSpecialValues() {
        assertThat(Maths.erf(Double.POSITIVE_INFINITY)).isEqualTo(1);
        assertThat(Maths.erf(Double.NEGATIVE_INFINITY)).isEqualTo(-1);
        assertThat(Maths.erf(Double.NaN)).isNaN();
        assertThat(1 / Maths.erf(-0.0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Maths.erf(0.5f)).isEqualTo((float) exactErf(0.5));
        assertThat(Maths.erf(Double.MIN_VALUE)).isEqualTo(Double.MIN_VALUE);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 20, 37, 100, 700, 740})
    void sigmoidKeepsItsRelativeAccuracyInTheTail(double x) {
        assertThat(ulps(Maths.sigmoid(-x), StrictMath.exp(-x) / (1 + StrictMath.exp(-x))))
                .isLessThanOrEqualTo(3);
        assertThat(Maths.sigmoid(-x)).isPositive();
        assertThat(Maths.sigmoid(x)).isCloseTo(1 - Maths.sigmoid(-x), within(3e-16));
    }

    @Test
    void sigmoidHasItsSpecialValues() {
        assertThat(Maths.sigmoid(0.0)).isEqualTo(0.5);
        assertThat(Maths.sigmoid(-1000.0)).isZero();
        assertThat(Maths.sigmoid(1000.0)).isEqualTo(1);
        assertThat(Maths.sigmoid(Double.NEGATIVE_INFINITY)).isZero();
        assertThat(Maths.sigmoid(Double.POSITIVE_INFINITY)).isEqualTo(1);
        assertThat(Maths.sigmoid(Double.NaN)).isNaN();
        assertThat(Maths.sigmoid(-1000f)).isZero();
        assertThat(Maths.sigmoid(-100f)).isEqualTo((float) Math.exp(-100));
        assertThat(Maths.sigmoid(Float.NaN)).isNaN();
    }

    @Test
    void softplusHasItsSpecialValues() {
        assertThat(Maths.softplus(0.0)).isEqualTo(Math.log(2));
        assertThat(Maths.softplus(1000.0)).isEqualTo(1000);
        assertThat(Maths.softplus(-1000.0)).isZero();
        assertThat(ulps(Maths.softplus(-700.0), Math.exp(-700))).isLessThanOrEqualTo(2);
        assertThat(Maths.softplus(Double.POSITIVE_INFINITY)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Maths.softplus(Double.NEGATIVE_INFINITY)).isZero();
        assertThat(Maths.softplus(Double.NaN)).isNaN();
        assertThat(Maths.softplus(100f)).isEqualTo(100f);
        assertThat(Maths.softplus(Float.MAX_VALUE)).isEqualTo(Float.MAX_VALUE);
    }

    @ParameterizedTest
    @CsvSource({"0.3", "-0.7", "1e-20", "0.999"})
    void floatsAreRoundedDoubles(double argument) {
        float x = (float) argument;
        double y = x;
        rounded(Maths.exp(x), StrictMath.exp(y));
        rounded(Maths.log(x), StrictMath.log(y));
        rounded(Maths.expm1(x), StrictMath.expm1(y));
        rounded(Maths.log1p(x), StrictMath.log1p(y));
        rounded(Maths.sin(x), StrictMath.sin(y));
        rounded(Maths.cos(x), StrictMath.cos(y));
        rounded(Maths.tan(x), StrictMath.tan(y));
        rounded(Maths.asin(x), StrictMath.asin(y));
        rounded(Maths.acos(x), StrictMath.acos(y));
        rounded(Maths.atan(x), StrictMath.atan(y));
        rounded(Maths.sinh(x), StrictMath.sinh(y));
        rounded(Maths.cosh(x), StrictMath.cosh(y));
        rounded(Maths.tanh(x), StrictMath.tanh(y));
        rounded(Maths.pow(x, 3f), StrictMath.pow(y, 3));
    }

    private static void rounded(float actual, double exact) {
        assertThat(Float.valueOf(actual)).isEqualTo(Float.valueOf((float) exact));
    }

    @ParameterizedTest
    @CsvSource({"0.3", "-0.7", "1e-20", "0.999", "-1", "1", "0"})
    void doublesAreNearTheStrictOnes(double x) {
        assertThat(Maths.exp(x)).isCloseTo(StrictMath.exp(x), within(2 * Math.ulp(StrictMath.exp(x))));
        assertThat(Maths.expm1(x)).isCloseTo(StrictMath.expm1(x), within(2 * Math.ulp(StrictMath.expm1(x))));
        assertThat(Maths.log(x + 1.5)).isCloseTo(StrictMath.log(x + 1.5), within(1e-15));
        assertThat(Maths.log1p(x / 2))
                .isCloseTo(StrictMath.log1p(x / 2), within(2 * Math.ulp(StrictMath.log1p(x / 2))));
        assertThat(Maths.sin(x)).isCloseTo(StrictMath.sin(x), within(2 * Math.ulp(x)));
        assertThat(Maths.cos(x)).isCloseTo(StrictMath.cos(x), within(1e-15));
        assertThat(Maths.tan(x)).isCloseTo(StrictMath.tan(x), within(2 * Math.ulp(StrictMath.tan(x))));
        assertThat(Maths.asin(x)).isCloseTo(StrictMath.asin(x), within(2 * Math.ulp(StrictMath.asin(x))));
        assertThat(Maths.acos(x)).isCloseTo(StrictMath.acos(x), within(1e-15));
        assertThat(Maths.atan(x)).isCloseTo(StrictMath.atan(x), within(2 * Math.ulp(x)));
        assertThat(Maths.sinh(x)).isCloseTo(StrictMath.sinh(x), within(2 * Math.ulp(StrictMath.sinh(x))));
        assertThat(Maths.cosh(x)).isCloseTo(StrictMath.cosh(x), within(1e-15));
        assertThat(Maths.tanh(x)).isCloseTo(StrictMath.tanh(x), within(2 * Math.ulp(x)));
        assertThat(Maths.pow(Math.abs(x), 2.5)).isCloseTo(StrictMath.pow(Math.abs(x), 2.5), within(1e-15));
    }
}
