// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlopeTest {
    private static final double TOLERANCE = GradientCheck.TOLERANCE;

    @Test
    void knowsARightDerivative() {
        assertThat(new Slope(Math::sin, 0.7, 1e-8).error(Math.cos(0.7), TOLERANCE))
                .isLessThan(1e-7);
        assertThat(new Slope(x -> x * x * x, -2, 1e-8).error(12, TOLERANCE)).isLessThan(1e-7);
    }

    @Test
    void findsAWrongOne() {
        assertThat(new Slope(Math::sin, 0.7, 1e-8).error(1.001 * Math.cos(0.7), TOLERANCE))
                .isBetween(0.9e-3, 1.1e-3);
        assertThat(new Slope(Math::sin, 0.7, 1e-8).error(0, TOLERANCE)).isEqualTo(1);
    }

    @Test
    void aKinkNearbyDoesNotDisturb() {
        double near = 3e-6;
        assertThat(new Slope(x -> Math.max(0, x), near, 1e-8).error(1, TOLERANCE))
                .isLessThan(TOLERANCE);
        assertThat(new Slope(x -> Math.max(0, x), -near, 1e-8).error(0, TOLERANCE))
                .isLessThan(TOLERANCE);
        assertThat(new Slope(x -> Math.max(0, x), near, 1e-8).error(0.5, TOLERANCE))
                .isGreaterThan(100 * TOLERANCE);
    }

    @Test
    void atAKinkTheDerivativeLiesBetweenBothSides() {
        assertThat(new Slope(Math::abs, 0, 1e-8).error(0, TOLERANCE)).isLessThan(TOLERANCE);
        assertThat(new Slope(x -> 1 + Math.max(0, x), 0, 1e-8).error(1, TOLERANCE))
                .isLessThan(TOLERANCE);
        assertThat(new Slope(x -> 1 + Math.max(0, x), 0, 1e-8).error(1.1, TOLERANCE))
                .isGreaterThan(0.05);
        assertThat(new Slope(x -> 1 + Math.max(0, x), 0, 1e-8).error(-0.1, TOLERANCE))
                .isGreaterThan(0.05);
    }

    @Test
    void whatIsNoNumberIsNoSuccess() {
        assertThat(new Slope(x -> Double.NaN, 1, 1e-8).error(1, TOLERANCE)).isNaN();
    }
}
