// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gradwright.compiler.lang.Language;
import org.gradwright.compiler.lang.Options;
import org.gradwright.runtime.TrainingStep;
import org.junit.jupiter.api.Test;

class TimedStepTest {
    private static final String HEAD = "input x : real[batch, 6]\n";
    private static final String TAIL = "loss = mean(h^2)\ntrain loss with sgd(lr = 0.1)\n";

    private static Compilation compile(String text) {
        return Compiler.compile(Language.parse("a.graph", text, Options.NONE).graph(), CompileOptions.DEFAULT);
    }

    private static double[] input() {
        return new double[] {1, 2, 3, 4, 5, 6, 6, 5, 4, 3, 2, 1};
    }

    @Test
    void timesAscendAndTheLossIsTheSame() {
        Compilation compilation = compile(HEAD + "g = dense(x, 5)\nh = dense(g, 2)\n" + TAIL);
        TimedStep timed = compilation.loadTimed();
        assertThat(timed.times()).hasSize(timed.program().kernels().size() + 1);
        try (TrainingStep model = timed.loaded().create(1);
                TrainingStep plain = compilation.load().create(1)) {
            assertThat(model.stepWith(input())).isEqualTo(plain.stepWith(input()));
            assertThat(timed.times()).isSorted().doesNotContain(0);
        }
    }

    @Test
    void programsInPartsAreTimedToo() {
        var text = new StringBuilder(HEAD + "h0 = dense(x, 6)\n");
        for (int i = 1; i <= 60; i++) {
            text.append("h" + i + " = dense(h" + (i - 1) + ", 6, activation = tanh)\n");
        }
        Compilation compilation = compile(text + TAIL.replace("h^2", "h60^2"));
        assertThat(compilation.step().parts()).isNotEmpty();
        TimedStep timed = compilation.loadTimed();
        try (TrainingStep model = timed.loaded().create(1)) {
            model.stepWith(input());
            assertThat(timed.times()).isSorted().doesNotContain(0);
        }
    }

    @Test
    void withoutTrainingThePredictionIsTimed() {
        TimedStep timed = compile(HEAD + "output y = dense(x, 2)\n").loadTimed();
        assertThat(timed.driver().name()).isEqualTo("predict");
        try (TrainingStep model = timed.loaded().create(1)) {
            model.predictWith(input());
            assertThat(timed.times()).isSorted().doesNotContain(0);
        }
    }

    @Test
    void aClassInUseHasNoTimes() {
        Class<?> type = compile(HEAD + "h = dense(x, 2)\n" + TAIL).load().type();
        assertThatThrownBy(() -> type.getField("TIMES")).isInstanceOf(NoSuchFieldException.class);
    }
}
