// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gradwright.cli.train.EpochResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.SessionLog;

class EventFilesTest {
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(1_700_000_000_250L), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private static EpochResult epoch(int number, Map<String, Double> test) {
        return new EpochResult(number, 10L * number, Map.of("loss", 1.0 / number), test, Map.of("lr", 0.5), 1);
    }

    private List<Event> events(String run) throws Exception {
        try (Stream<Path> files = Files.list(folder.resolve(run))) {
            Path file = files.reduce((a, b) -> {
                        throw new AssertionError("two files");
                    })
                    .orElseThrow();
            assertThat(file.getFileName().toString()).startsWith("events.out.tfevents.1700000000.gradwright.");
            return EventReader.read(file);
        }
    }

    @Test
    void theReaderKnowsTheCode() {
        assertThat(EventReader.crc32c("123456789".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(0xe3069283);
    }

    @Test
    void aTrainingHasARunForEachBlock() throws Exception {
        var files = new EventFiles(folder, CLOCK, 0);
        files.epoch(epoch(1, Map.of("loss", 0.75)));
        files.epoch(epoch(2, Map.of("loss", 0.5)));
        List<Event> train = events("train");
        assertThat(train.get(0).getFileVersion()).isEqualTo("brain.Event:2");
        assertThat(train.get(1).getSessionLog().getStatus()).isEqualTo(SessionLog.SessionStatus.START);
        assertThat(train).extracting(Event::getStep).containsExactly(0L, 1L, 10L, 20L);
        assertThat(train).allSatisfy(e -> assertThat(e.getWallTime()).isEqualTo(1_700_000_000.25));
        assertThat(EventReader.scalars(train.get(2))).containsExactly("loss=1.0", "lr=0.5");
        assertThat(EventReader.scalars(train.get(3))).containsExactly("loss=0.5", "lr=0.5");
        List<Event> test = events("test");
        assertThat(EventReader.scalars(test.get(2))).containsExactly("loss=0.75");
        assertThat(test.get(3).getStep()).isEqualTo(20L);
    }

    @Test
    void whatGoesOnVoidsLaterSteps() throws Exception {
        new EventFiles(folder, CLOCK, 17).epoch(epoch(2, Map.of()));
        assertThat(events("train").get(1).getStep()).isEqualTo(18L);
        assertThat(folder.resolve("test")).doesNotExist();
    }

    @Test
    void aDamagedFileIsNoticedByTheReader() throws Exception {
        new EventFiles(folder, CLOCK, 0).epoch(epoch(1, Map.of()));
        Path file;
        try (Stream<Path> files = Files.list(folder.resolve("train"))) {
            file = files.findFirst().orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 6] ^= 1;
        Files.write(file, bytes);
        assertThatThrownBy(() -> EventReader.read(file)).isInstanceOf(IOException.class);
    }

    @Test
    void aFileInThePlaceOfTheFolderIsNoticedBeforeTheTraining() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> new EventFiles(file, CLOCK, 0)).isInstanceOf(UncheckedIOException.class);
    }
}
