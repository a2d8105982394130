// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ScalingTest {
    private static final Offset<Double> ROUNDING = within(1e-12);
    private static final Column.Doubles TRAIN = new Column.Doubles(new double[] {1, 5, 3, 5, 5, 5}, List.of(2));

    @Test
    void minMaxFillsTheUnitInterval() {
        assertThat(doubles(Scaling.minMax(TRAIN).apply(TRAIN))).containsExactly(0, 0, 0.5, 0, 1, 0);
    }

    @Test
    void standardisedFeaturesHaveMeanZeroAndDeviationOne() {
        double[] scaled = doubles(Scaling.standardise(TRAIN).apply(TRAIN));
        double outer = Math.sqrt(1.5);
        assertThat(scaled).containsExactly(new double[] {-outer, 0, 0, 0, outer, 0}, ROUNDING);
    }

    @Test
    void standardisingSurvivesAFarOffset() {
        Column far = new Column.Doubles(new double[] {1e9 + 1, 1e9 + 2, 1e9 + 3}, List.of());
        double outer = Math.sqrt(1.5);
        assertThat(doubles(Scaling.standardise(far).apply(far)))
                .containsExactly(new double[] {-outer, 0, outer}, ROUNDING);
    }

    @Test
    void otherExamplesAreScaledByWhatWasLearnt() {
        Column test = new Column.Floats(new float[] {7, 6}, List.of(2));
        assertThat(((Column.Floats) Scaling.minMax(TRAIN).apply(test)).values()).containsExactly(1.5f, 0);
    }

    @Test
    void isMadeAgainOfItsNumbers() {
        Scaling learnt = Scaling.standardise(TRAIN);
        assertThat(doubles(Scaling.of(learnt.offsets(), learnt.factors()).apply(TRAIN)))
                .containsExactly(doubles(learnt.apply(TRAIN)));
        assertThatIllegalArgumentException().isThrownBy(() -> Scaling.of(new double[2], new double[1]));
        double[] infinite = {Double.POSITIVE_INFINITY};
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Scaling.of(new double[1], infinite))
                .withMessageContaining("[Infinity]");
    }

    @Test
    void refusesValuesThatAreNotFinite() {
        Column broken = new Column.Floats(new float[] {1, 2, 3, Float.NaN}, List.of(2));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Scaling.minMax(broken))
                .withMessage("feature 1 of example 1 is NaN; replace it or leave the example out");
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> Scaling.standardise(broken));
    }

    @Test
    void refusesOtherNumbersOfFeatures() {
        Column one = new Column.Floats(new float[] {1}, List.of());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Scaling.minMax(TRAIN).apply(one))
                .withMessage("the scaling was learnt from 2 features, the column has 1");
    }

    private static double[] doubles(Column column) {
        return ((Column.Doubles) column).values();
    }
}
