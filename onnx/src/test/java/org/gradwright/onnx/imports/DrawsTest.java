// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.gradwright.compiler.graph.Evaluation;
import org.gradwright.compiler.interpret.Interpreter;
import org.gradwright.onnx.format.ElementType;
import org.junit.jupiter.api.Test;

/** Random numbers are drawn in each step, with the mean that the operator's definition gives them. */
class DrawsTest {
    private static final int[] SHAPE = {50, 40};

    private static double[] drawn(OneNode node, long step) {
        Imported imported = Importer.run(node.model(), ImportOptions.NONE);
        var stored = new HashMap<>(imported.tables());
        node.values().forEach((name, value) -> stored.put(imported.names().getOrDefault(name, name), value));
        var output =
                imported.model().build().outputs().get(imported.outputs().get(0).path());
        return Interpreter.evaluate(output, new Evaluation(Map.of(), stored, true, 1, step))
                .data();
    }

    private static void hasMean(OneNode node, double mean, double distance) {
        double[] drawn = drawn(node, 1);
        assertThat(Arrays.stream(drawn).average().orElseThrow()).isCloseTo(mean, within(distance));
        assertThat(drawn(node, 2)).isNotEqualTo(drawn);
    }

    private static OneNode written(String operator) {
        return OneNode.of(operator, 22).with("shape", SHAPE);
    }

    @Test
    void normalNumbersHaveTheirMeanAndDeviation() {
        hasMean(written("RandomNormal").with("mean", 5.0).with("scale", 2.0), 5, 0.15);
        hasMean(OneNode.of("RandomNormalLike", 22).reals(SHAPE), 0, 0.08);
        double[] drawn = drawn(written("RandomNormal").with("scale", 2.0), 1);
        assertThat(Arrays.stream(drawn).map(v -> v * v).average().orElseThrow()).isCloseTo(4, within(0.4));
    }

    @Test
    void uniformNumbersLieBetweenTheirBounds() {
        OneNode node = written("RandomUniform").with("low", -1.0).with("high", 3.0);
        hasMean(node, 1, 0.1);
        assertThat(Arrays.stream(drawn(node, 1)).boxed()).allMatch(v -> v >= -1 && v < 3);
        hasMean(OneNode.of("RandomUniformLike", 22).reals(SHAPE), 0.5, 0.03);
    }

    @Test
    void trialsSucceedAsOftenAsTheyAreProbable() {
        hasMean(OneNode.of("Bernoulli", 22).shares(SHAPE), 0.5, 0.04);
        OneNode truths = OneNode.of("Bernoulli", 22).shares(SHAPE).with("dtype", ElementType.BOOL.number());
        assertThat(drawn(truths.gives(ElementType.BOOL), 1)).containsOnly(0, 1);
    }

    /** Logits of 0 and ln 3. */
    @Test
    void classesAreDrawnByTheirLogits() {
        OneNode node = OneNode.of("Multinomial", 22)
                .table(ElementType.FLOAT, new int[] {1, 2}, 0, Math.log(3))
                .with("sample_size", 2000);
        hasMean(node.gives(ElementType.INT32), 0.75, 0.04);
    }
}
