// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.gradwright.compiler.kernel.Givens;
import org.gradwright.compiler.kernel.Scalar;
import org.gradwright.compiler.kernel.ScalarEvaluator;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static double at(Schedule schedule, double step) {
        var expr = schedule.at(Givens.step());
        assertThat(expr.type()).isEqualTo(Scalar.DOUBLE);
        return new ScalarEvaluator(given -> step).evaluate(expr);
    }

    @Test
    void constant() {
        assertThat(at(Schedule.constant(0.3), 17)).isEqualTo(0.3);
    }

    @Test
    void cosineWarmsUpThenFallsToZero() {
        var cosine = new Schedule.Cosine(2, 10, 110);
        assertThat(at(cosine, 1)).isCloseTo(0.2, within(1e-15));
        assertThat(at(cosine, 10)).isEqualTo(2);
        assertThat(at(cosine, 11)).isEqualTo(2);
        assertThat(at(cosine, 61)).isCloseTo(1, within(1e-14));
        assertThat(at(cosine, 111)).isZero();
        assertThat(at(cosine, 5000)).isZero();
    }

    /** The values are those of PyTorch's OneCycleLR(max_lr=1, total_steps=10): its phases end at steps 2 and 9. */
    @Test
    void oneCycleRisesAndFalls() {
        var cycle = new Schedule.OneCycle(1, 10);
        assertThat(at(cycle, 1)).isCloseTo(0.04, within(1e-15));
        assertThat(at(cycle, 2)).isCloseTo(0.52, within(1e-15));
        assertThat(at(cycle, 3)).isCloseTo(1, within(1e-15));
        assertThat(at(cycle, 10)).isCloseTo(4e-6, within(1e-15));
        assertThat(at(cycle, 999)).isCloseTo(4e-6, within(1e-15));
    }

    @Test
    void linear() {
        var linear = new Schedule.Linear(1, 0.5, 100);
        assertThat(at(linear, 1)).isEqualTo(1);
        assertThat(at(linear, 51)).isEqualTo(0.75);
        assertThat(at(linear, 1000)).isEqualTo(0.5);
    }

    @Test
    void staircase() {
        var step = new Schedule.Step(8, 10, 0.5);
        assertThat(at(step, 10)).isEqualTo(8);
        assertThat(at(step, 11)).isEqualTo(4);
        assertThat(at(step, 31)).isEqualTo(1);
    }

    @Test
    void aPlateauReducesTheRateDownToTheLeast() {
        var expr = new Schedule.Plateau(8, 10, 3, 0.5, 0, 1.5).at(Givens.step());
        for (double[] reduced : new double[][] {{0, 8}, {1, 4}, {2, 2}, {3, 1.5}, {9, 1.5}}) {
            var evaluator = new ScalarEvaluator(given -> given.equals(Givens.reductions()) ? reduced[0] : Double.NaN);
            assertThat(evaluator.evaluate(expr)).isEqualTo(reduced[1]);
        }
    }

    @Test
    void isMadeByName() {
        assertThat(Schedule.create("plateau", Map.of("from", 1, "every", 5)))
                .isEqualTo(new Schedule.Plateau(1, 5, 10, 0.1, 1e-4, 0));
        assertThat(Schedule.create("cosine", Map.of("peak", 1e-3, "steps", 50)))
                .isEqualTo(new Schedule.Cosine(1e-3, 0, 50));
        assertThat(Schedule.create("one_cycle", Map.of("peak", 1, "steps", 50)))
                .isEqualTo(new Schedule.OneCycle(1, 50));
        assertThat(Schedule.create("step", Map.of("from", 1, "every", 5))).isEqualTo(new Schedule.Step(1, 5, 0.1));
        assertThat(Schedule.create("linear", Map.of("from", 1, "steps", 5))).isEqualTo(new Schedule.Linear(1, 0, 5));
        assertThat(Schedule.create("constant", Map.of("rate", 1))).isEqualTo(Schedule.constant(1));
    }

    @Test
    void refusesMistakesWithAReason() {
        assertThatThrownBy(() -> Schedule.create("cosin", Map.of()))
                .hasMessageStartingWith("no schedule is named cosin; did you mean cosine?");
        assertThatThrownBy(() -> Schedule.create("plateau", Map.of("from", 1, "every", 5, "factor", 1)))
                .hasMessage("factor must be above 0 and below 1, not 1");
        assertThatThrownBy(() -> Schedule.create("cosine", Map.of("peak", 1))).hasMessage("cosine needs steps");
        assertThatThrownBy(() -> Schedule.create("cosine", Map.of("peak", 1, "steps", 2.5)))
                .hasMessage("cosine: steps must be a whole number, not 2.5");
        assertThatThrownBy(() -> Schedule.create("cosine", Map.of("peak", 1, "steps", 5, "warmup", 5)))
                .hasMessage("steps must be more than warmup = 5, not 5");
        assertThatThrownBy(() -> Schedule.create("linear", Map.of("from", 1, "steps", 5, "stop", 5)))
                .hasMessageContaining("no setting of linear is named stop");
    }
}
