// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private final ProgressLine line = new ProgressLine(new Progress.Task(2, 5, 400, 100));

    @Test
    void showsRateTimeLeftAndMeans() {
        assertThat(line.text(200, Duration.ofSeconds(2), "loss 0.2345", 80))
                .isEqualTo("epoch 2/5 [=========>        ] 200/400, 50/s, 0:28 left, loss 0.2345");
    }

    @Test
    void knowsNoRateBeforeTheFirstStep() {
        assertThat(line.text(100, Duration.ofSeconds(2), "", 80)).isEqualTo("epoch 2/5 [====>             ] 100/400");
    }

    @Test
    void slowStepsHaveADecimalAndLongTimesHours() {
        assertThat(line.text(104, Duration.ofSeconds(16), "", 80)).contains(", 0.3/s, 1:39:44 left");
    }

    @Test
    void neverExceedsTheTerminal() {
        String text = line.text(400, Duration.ofSeconds(1), "loss 0.2345, " + "accuracy 0.9, ".repeat(9), 80);
        assertThat(text).hasSize(80).startsWith("epoch 2/5 [=====] 400/400, 300/s, 0:04 left, loss 0.2345");
    }
}
