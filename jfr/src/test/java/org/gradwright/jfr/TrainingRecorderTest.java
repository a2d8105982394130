// SPDX-License-Identifier: Apache-2.0
package org.gradwright.jfr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.gradwright.compiler.CompileOptions;
import org.gradwright.compiler.Compiler;
import org.gradwright.compiler.lang.Language;
import org.gradwright.compiler.lang.Options;
import org.gradwright.runtime.TrainingStep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real recording holds. */
class TrainingRecorderTest {
    private static final String LINE = """
            gradwright 1
            graph Line
            input x : real[batch, 1]
            y = dense(x, 1)
            loss = mean((y - 2 * x)^2)
            train loss with sgd(lr = 0.1)
            """;

    @TempDir
    private Path folder;

    private final TrainingStep model = Compiler.compile(
                    Language.parse("line.graph", LINE, Options.NONE).graph(), CompileOptions.DEFAULT)
            .load()
            .create(1);
    private final TrainingRecorder recorder = new TrainingRecorder(model);

    private double step(TrainingRecorder.Epoch epoch, int examples) {
        return epoch.step(examples, () -> model.stepWith((Object) new float[] {1, 2, 3, 4}));
    }

    private double[] twoEpochs() {
        double[] losses = new double[3];
        try (var epoch = recorder.epoch()) {
            losses[0] = step(epoch, 4);
            losses[1] = step(epoch, 2);
        }
        try (var epoch = recorder.epoch()) {
            losses[2] = step(epoch, 4);
        }
        return losses;
    }

    /** The events of one name, in order. */
    private List<RecordedEvent> recorded(Recording recording, String name) throws IOException {
        Path file = folder.resolve(name + ".jfr");
        recording.dump(file);
        return RecordingFile.readAllEvents(file).stream()
                .filter(e -> e.getEventType().getName().equals(name))
                .toList();
    }

    @Test
    void eachStepIsAnEvent() throws IOException {
        try (var recording = new Recording()) {
            recording.start();
            double[] losses = twoEpochs();
            recording.stop();
            List<RecordedEvent> steps = recorded(recording, "org.gradwright.Step");
            assertThat(steps).extracting(e -> e.getString("model")).containsOnly("Line");
            assertThat(steps).extracting(e -> e.getLong("step")).containsExactly(1L, 2L, 3L);
            assertThat(steps).extracting(e -> e.getInt("examples")).containsExactly(4, 2, 4);
            assertThat(steps).extracting(e -> e.getDouble("loss")).containsExactly(losses[0], losses[1], losses[2]);
            assertThat(steps).extracting(RecordedEvent::getDuration).allMatch(d -> d.compareTo(Duration.ZERO) > 0);
            assertThat(steps).extracting(RecordedEvent::getStackTrace).containsOnlyNulls();
        }
    }

    @Test
    void eachEpochIsAnEvent() throws IOException {
        try (var recording = new Recording()) {
            recording.start();
            double[] losses = twoEpochs();
            recording.stop();
            List<RecordedEvent> epochs = recorded(recording, "org.gradwright.Epoch");
            assertThat(epochs).extracting(e -> e.getInt("epoch")).containsExactly(1, 2);
            assertThat(epochs).extracting(e -> e.getInt("steps")).containsExactly(2, 1);
            assertThat(epochs).extracting(e -> e.getLong("examples")).containsExactly(6L, 4L);
            double mean = (losses[0] * 4 + losses[1] * 2) / 6;
            assertThat(epochs).extracting(e -> e.getDouble("loss")).containsExactly(mean, losses[2]);
        }
    }

    @Test
    void shortStepsAreLeftOutIfTheRecordingSaysSo() throws IOException {
        try (var recording = new Recording()) {
            recording.enable("org.gradwright.Step").withThreshold(Duration.ofDays(1));
            recording.start();
            twoEpochs();
            recording.stop();
            assertThat(recorded(recording, "org.gradwright.Step")).isEmpty();
            assertThat(recorded(recording, "org.gradwright.Epoch")).hasSize(2);
        }
    }

    @Test
    void anEpochThatFailsIsRecordedAsFarAsItCame() throws IOException {
        try (var recording = new Recording()) {
            recording.start();
            assertThatThrownBy(this::failingEpoch).isInstanceOf(IllegalArgumentException.class);
            recording.stop();
            assertThat(recorded(recording, "org.gradwright.Epoch"))
                    .extracting(e -> e.getInt("steps"))
                    .containsExactly(1);
            assertThat(recorded(recording, "org.gradwright.Step")).hasSize(1);
        }
    }

    private void failingEpoch() {
        try (var epoch = recorder.epoch()) {
            step(epoch, 4);
            epoch.step(1, () -> model.stepWith("no numbers"));
        }
    }

    @Test
    void withoutARecordingItTrainsAllTheSame() {
        double[] losses = twoEpochs();
        assertThat(losses[2]).isLessThan(losses[0]);
        assertThat(model.steps()).isEqualTo(3);
    }
}
