// SPDX-License-Identifier: Apache-2.0
package org.gradwright.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingLoopTest {
    @ParameterizedTest
    @ValueSource(strings = {"W1", "W2b1", "W2b32", "W3", "W4", "W5b32", "W7"})
    void lossesFall(String name) {
        TrainingLoop loop = TrainingLoop.of(Workload.named(name), 1, Optional.empty());
        float first = loop.dropsOut() ? loop.lossWithoutDropout() : loop.step();
        for (int i = 0; i < 20; i++) {
            loop.step();
        }
        float last = loop.dropsOut() ? loop.lossWithoutDropout() : loop.step();
        assertThat(last).isFinite().isLessThan(first);
    }

    @Test
    void aLossWithoutDropoutChangesNothing() {
        TrainingLoop loop = TrainingLoop.of(Workload.named("W4"), 1, Optional.empty());
        loop.step();
        float once = loop.lossWithoutDropout();
        assertThat(loop.lossWithoutDropout()).isEqualTo(once);
    }

    @Test
    void aFileGivesWeightsThenInputs(@TempDir Path folder) throws IOException {
        float[] numbers = {0.5f, 0.1f, 0.7f, -0.2f, 0.9f, 0.3f, 0.8f, 0.05f, 0.6f, 0.25f};
        write(folder, numbers, numbers.length);
        double h3 = Math.cos(0.3 + 0.9 * Math.exp(-0.2 + 0.7 * Math.sin(0.1 + 0.5 * 0.6)));
        double loss = Math.pow(0.05 + 0.8 * h3 - 0.25, 2);
        assertThat((double) chain(folder).step()).isCloseTo(loss, org.assertj.core.api.Assertions.within(1e-7));
        write(folder, numbers, numbers.length - 1);
        assertThatThrownBy(() -> chain(folder)).hasMessageEndingWith("W1.f32 ends where 1 more numbers are needed");
        write(folder, numbers, numbers.length + 1);
        assertThatThrownBy(() -> chain(folder)).hasMessageEndingWith("W1.f32 holds 1 numbers too many");
    }

    private static void write(Path folder, float[] numbers, int count) throws IOException {
        var bytes = ByteBuffer.allocate(4 * count).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(numbers, 0, Math.min(count, numbers.length));
        Files.write(folder.resolve("W1.f32"), bytes.array());
    }

    private static TrainingLoop chain(Path folder) {
        return TrainingLoop.of(Workload.named("W1"), 1, Optional.of(folder));
    }

    @Test
    void anUnknownWorkloadIsAnsweredWithTheKnown() {
        assertThatThrownBy(() -> Workload.named("W9"))
                .hasMessage("no workload is called W9, only W1 W2b1 W2b32 W3 W4 W5b32 W5b128 W6 W7");
    }
}
