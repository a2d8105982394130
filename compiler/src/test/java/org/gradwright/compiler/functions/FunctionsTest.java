// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.functions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.gradwright.runtime.TrainingStep;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every function within two units in the last place, and with the same bits in vectors, all exponents among the samples. */
class FunctionsTest {
    private static final int EXPONENTS = 512;
    private static final int EDGE = 3;
    private static final int ROUNDS = 8;

    static java.util.Set<String> functions() {
        return Reference.FUNCTIONS.keySet();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void areAccurateAndTheSameInVectors(String function) {
        var model = new FunctionModel(function);
        assertThat(model.hasVectorForm()).isTrue();
        TrainingStep plain = model.create(false);
        TrainingStep vectors = model.create(true);
        for (int round = 0; round < ROUNDS; round++) {
            float[] x = samples(round);
            float[] y = FunctionModel.apply(plain, x);
            assertThat(bits(FunctionModel.apply(vectors, x))).isEqualTo(bits(y));
            assertAccurate(function, x, y);
        }
    }

    private static void assertAccurate(String function, float[] x, float[] y) {
        DoubleUnaryOperator exact = Reference.FUNCTIONS.get(function);
        for (int i = 0; i < x.length; i++) {
            double want = exact.applyAsDouble(x[i]);
            if (Reference.ulps(want, y[i]) > 2) {
                throw new AssertionError(function + "(" + x[i] + ") is " + want + ", not " + y[i]);
            }
        }
    }

    /** As many of each sign and exponent; of these, some at either end. */
    private static float[] samples(int seed) {
        var random = new Random(seed);
        float[] x = new float[FunctionModel.LENGTH];
        for (int i = 0; i < x.length; i++) {
            int place = i / EXPONENTS;
            int fraction = place < EDGE ? place : place < 2 * EDGE ? -1 - (place - EDGE) : random.nextInt();
            x[i] = Float.intBitsToFloat(i % EXPONENTS << 23 | fraction & 0x7fffff);
        }
        return x;
    }

    private static int[] bits(float[] values) {
        int[] bits = new int[values.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToIntBits(values[i]);
        }
        return bits;
    }

    @ParameterizedTest
    @CsvSource({
        "exp, 0, 1",
        "exp, -Infinity, 0",
        "log, 1, 0",
        "sigmoid, 0, 0.5",
        "tanh, -0.0, -0.0",
        "erf, 5, 1",
        "sin, -0.0, -0.0",
        "cos, 0, 1",
        "cosh, 0, 1",
        "acos, 1, 0"
    })
    void areExactWhereTheValueIs(String function, float x, float y) {
        float[] all = new float[FunctionModel.LENGTH];
        all[1] = x;
        float[] values = FunctionModel.apply(new FunctionModel(function).create(true), all);
        assertThat(values[1]).isEqualTo(y);
    }
}
