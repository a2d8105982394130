// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.gradwright.cli.CommandException;
import org.junit.jupiter.api.Test;

/** Metrics against their definitions, computed by hand or by the shortest loop. */
class ScoresTest {
    private static List<MetricName> names(String... names) {
        return Stream.of(names).map(MetricName::parse).toList();
    }

    @Test
    void classesByHand() {
        var scores = new ClassScores(TargetKind.CLASS_NUMBERS, 3, names("accuracy", "top-2", "f1"));
        scores.add(new double[] {0.7, 0.2, 0.1}, new double[] {0});
        scores.add(new double[] {0.5, 0.4, 0.1}, new double[] {1});
        scores.add(new double[] {0.1, 0.8, 0.1}, new double[] {1});
        scores.add(new double[] {0.6, 0.3, 0.1}, new double[] {2});
        assertThat(scores.values())
                .containsExactly(
                        org.assertj.core.api.Assertions.entry("accuracy", 2 / 4.0),
                        org.assertj.core.api.Assertions.entry("top-2", 3 / 4.0),
                        // 2 tp / (2 tp + fp + fn): 2/4, 2/3 and 0/1
                        org.assertj.core.api.Assertions.entry("f1", (0.5 + 2 / 3.0 + 0) / 3));
        ConfusionMatrix confusion = scores.confusion().orElseThrow();
        assertThat(confusion.count(2, 0)).isEqualTo(1);
        assertThat(confusion.count(1, 1)).isEqualTo(1);
        assertThat(confusion.actual(1)).isEqualTo(2);
    }

    @Test
    void f1LeavesOutClassesThatNobodyNames() {
        var scores = new ClassScores(TargetKind.CLASS_NUMBERS, 4, names("f1"));
        scores.add(new double[] {1, 0, 0, 0}, new double[] {0});
        scores.add(new double[] {0, 1, 0, 0}, new double[] {1});
        assertThat(scores.values()).containsEntry("f1", 1.0);
    }

    @Test
    void equalScoresGoToTheFirstClass() {
        var scores = new ClassScores(TargetKind.CLASS_NUMBERS, 3, names("accuracy", "top-1", "top-2"));
        scores.add(new double[] {1, 1, 1}, new double[] {1});
        assertThat(scores.values())
                .containsEntry("accuracy", 0.0)
                .containsEntry("top-1", 0.0)
                .containsEntry("top-2", 1.0);
    }

    @Test
    void positionsOfNoClassAreNotCounted() {
        var scores = new ClassScores(TargetKind.CLASS_NUMBERS, 2, names("accuracy"));
        scores.add(new double[] {0.9, 0.1, 0.9, 0.1, 0.9, 0.1}, new double[] {0, -1, 1});
        assertThat(scores.values()).containsEntry("accuracy", 0.5);
    }

    @Test
    void rowsOfOneAndZerosNameTheClass() {
        var scores = new ClassScores(TargetKind.ONE_HOT, 3, names("accuracy"));
        scores.add(new double[] {0, 0, 5, 5, 0, 0}, new double[] {0, 0, 1, 0, 1, 0});
        assertThat(scores.values()).containsEntry("accuracy", 0.5);
    }

    @Test
    void yesIsAProbabilityAboveOneHalf() {
        var scores = new ClassScores(TargetKind.YES_OR_NO, 2, names("accuracy", "f1"));
        scores.add(new double[] {0.51, 0.49}, new double[] {1, 0});
        scores.add(new double[] {0.5, 0.9}, new double[] {1, 1});
        assertThat(scores.values()).containsEntry("accuracy", 0.75);
        assertThat(scores.values().get("f1")).isCloseTo((2 / 3.0 + 4 / 5.0) / 2, within(1e-15));
    }

    @Test
    void manyClassesHaveNoMatrix() {
        var scores = new ClassScores(TargetKind.CLASS_NUMBERS, ConfusionMatrix.MOST_CLASSES + 1, names("accuracy"));
        assertThat(scores.confusion()).isEmpty();
    }

    @Test
    void numbersAgreeWithTheDefinitionFarFromZero() {
        int examples = 200;
        var random = new Random(7);
        double[][] told = new double[examples][2];
        double[][] said = new double[examples][2];
        var scores = new NumberScores(2, names("mae", "r2"));
        for (int i = 0; i < examples; i++) {
            for (int j = 0; j < 2; j++) {
                told[i][j] = 1e6 * (j + 1) + random.nextGaussian();
                said[i][j] = told[i][j] + 0.3 * random.nextGaussian();
            }
            scores.add(said[i], told[i]);
        }
        assertThat(scores.values().get("mae")).isCloseTo(mae(said, told), within(1e-12));
        assertThat(scores.values().get("r2"))
                .isCloseTo((r2(said, told, 0) + r2(said, told, 1)) / 2, within(1e-9))
                .isBetween(0.85, 0.95);
    }

    private static double mae(double[][] said, double[][] told) {
        double sum = 0;
        for (int i = 0; i < said.length; i++) {
            sum += Math.abs(said[i][0] - told[i][0]) + Math.abs(said[i][1] - told[i][1]);
        }
        return sum / (2 * said.length);
    }

    private static double r2(double[][] said, double[][] told, int j) {
        double mean = Stream.of(told).mapToDouble(t -> t[j]).average().orElseThrow();
        double errors = 0;
        double deviations = 0;
        for (int i = 0; i < said.length; i++) {
            errors += Math.pow(told[i][j] - said[i][j], 2);
            deviations += Math.pow(told[i][j] - mean, 2);
        }
        return 1 - errors / deviations;
    }

    @Test
    void whatDoesNotVaryIsExplainedOrNot() {
        var right = new NumberScores(1, names("r2"));
        var wrong = new NumberScores(1, names("r2"));
        for (int i = 0; i < 3; i++) {
            right.add(new double[] {4}, new double[] {4});
            wrong.add(new double[] {5}, new double[] {4});
        }
        assertThat(right.values()).containsEntry("r2", 1.0);
        assertThat(wrong.values()).containsEntry("r2", 0.0);
    }

    @Test
    void unknownMetricsAreRefused() {
        for (String name : new String[] {"top-0", "top-", "auc", "Accuracy"}) {
            assertThatThrownBy(() -> MetricName.parse(name))
                    .isInstanceOf(CommandException.class)
                    .hasMessageContaining("there is no metric `" + name + "`; there are accuracy");
        }
    }
}
