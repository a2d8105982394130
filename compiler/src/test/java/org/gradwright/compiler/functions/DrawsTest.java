// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Origin;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.op.Ops;
import org.gradwright.runtime.CounterRandom;
import org.junit.jupiter.api.Test;

/** Random draws of generated code, in vectors too, are those of the runtime. */
class DrawsTest {
    private static final int STREAM = 5;
    private static final Ops G = Ops.at(Origin.NONE);
    private static final Shape SHAPE = Shape.of(FunctionModel.LENGTH);
    private static final int KEY = CounterRandom.key(0, 1, STREAM);

    private static float[] draws(FunctionModel model, boolean vectors) {
        return FunctionModel.apply(model.create(vectors), new float[FunctionModel.LENGTH]);
    }

    private static FunctionModel model(Node draws) {
        var model = new FunctionModel(x -> G.add(draws, x));
        assertThat(model.hasVectorForm()).isTrue();
        return model;
    }

    @Test
    void uniformsAreThoseOfTheRuntime() {
        var model = model(G.randomUniform(SHAPE, STREAM));
        float[] plain = draws(model, false);
        assertThat(draws(model, true)).isEqualTo(plain);
        for (int i = 0; i < plain.length; i++) {
            assertThat(plain[i]).isEqualTo(CounterRandom.uniform(KEY, i));
        }
    }

    @Test
    void normalsAreThoseOfTheRuntimeToSixDigits() {
        var model = model(G.randomNormal(SHAPE, STREAM));
        float[] plain = draws(model, false);
        assertThat(draws(model, true)).isEqualTo(plain);
        for (int i = 0; i < plain.length; i++) {
            double z = CounterRandom.normal(KEY, i);
            assertThat((double) plain[i]).isCloseTo(z, within(1e-6 * (1 + Math.abs(z))));
        }
    }
}
