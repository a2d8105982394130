// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WholePowerTest {
    private static final MathContext EXACT = new MathContext(60);
    private static final int LARGEST_EXACT = 999_999;

    @Test
    void powersAreTheNearestDoubles() {
        var random = new Random(1);
        for (int i = 0; i < 300; i++) {
            double x = (random.nextBoolean() ? 1 : -1) * Math.exp(random.nextGaussian() * 1e-4);
            int n = random.nextInt(LARGEST_EXACT);
            double exact = new BigDecimal(x).pow(n, EXACT).doubleValue();
            assertThat(Maths.pow(x, n)).as("%s to the power %d", x, n).isEqualTo(exact);
            assertThat(Maths.pow(x, -n))
                    .isEqualTo(BigDecimal.ONE
                            .divide(new BigDecimal(x).pow(n, EXACT), EXACT)
                            .doubleValue());
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.9, 0.999, 0.99999})
    void decaysAreTheNearestDoubles(double decay) {
        for (int step = 1; step < 5_000; step++) {
            double exact = new BigDecimal(decay).pow(step, EXACT).doubleValue();
            assertThat(Maths.pow(decay, step)).as("step %d", step).isEqualTo(exact);
        }
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {
                0,
                -0.0,
                1,
                -1,
                2,
                -3,
                1e-300,
                1e300,
                Double.MIN_VALUE,
                Double.MAX_VALUE,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY
            })
    void extremesAreThoseOfStrictMath(double x) {
        for (int n : new int[] {0, 1, -1, 2, -2, 3, -3, 1_000, 1_001, -1_001, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            assertThat(Maths.pow(x, n)).as("%s to the power %d", x, n).isEqualTo(Double.valueOf(StrictMath.pow(x, n)));
        }
    }
}
