// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gradwright.runtime.Safetensors;
import org.gradwright.runtime.SafetensorsReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C, checkpoints and {@code --resume}, as a user meets them. */
class CheckpointCommandTest {
    private static final String FIT = "fit { batch = 10, epochs = 4, seed = 4, test = 0.2 }";

    @TempDir
    private Path folder;

    private Path file(String name) {
        return folder.resolve(name);
    }

    @Test
    void goesOnFromTheLastEpoch() throws IOException {
        Path model = Samples.flowers(folder, FIT);
        CommandRun.of("train", model, "--save", file("whole"), "--history", file("whole.jsonl"))
                .succeeds();
        CommandRun.of("train", model, "--epochs", 2, "--checkpoint", file("half"), "--history", file("half.jsonl"))
                .succeeds();
        CommandRun rest = CommandRun.of(
                "train", model, "--resume", file("half"), "--save", file("rest"), "--history", file("half.jsonl"));
        assertThat(rest.succeeds().lines().get(1)).isEqualTo("goes on in epoch 3, step 1 of 8");
        assertThat(file("rest")).hasSameBinaryContentAs(file("whole"));
        assertThat(times(file("half.jsonl"))).isEqualTo(times(file("whole.jsonl")));
        Files.delete(file("half.jsonl"));
        CommandRun.of("train", model, "--resume", file("half"), "--history", file("half.jsonl"))
                .succeeds();
        assertThat(times(file("half.jsonl"))).isEqualTo(times(file("whole.jsonl")));
    }

    /** The lines without how long they took. */
    private static List<String> times(Path history) throws IOException {
        return Files.readAllLines(history).stream()
                .map(l -> l.replaceAll("\"seconds\":[^,]+,", ""))
                .toList();
    }

    @Test
    void historyIsCutBackToTheCheckpoint() throws IOException {
        Path model = Samples.flowers(folder, FIT);
        CommandRun.of("train", model, "--epochs", 2, "--checkpoint", file("half"), "--history", file("h.jsonl"))
                .succeeds();
        List<String> half = Files.readAllLines(file("h.jsonl"));
        Files.writeString(
                file("h.jsonl"),
                half.get(0) + "\n" + half.get(1) + "\n" + half.get(1).replace(":2,", ":3,") + "\n{\"epoch\":4,\"st");
        CommandRun.of("train", model, "--resume", file("half"), "--history", file("h.jsonl"))
                .succeeds();
        assertThat(Files.readAllLines(file("h.jsonl")))
                .hasSize(4)
                .startsWith(half.get(0), half.get(1))
                .allMatch(l -> l.endsWith("}"));
    }

    @Test
    void refusesWhatWouldBeAnotherTraining() throws IOException {
        Path model = Samples.flowers(folder, FIT);
        CommandRun.of("train", model, "--epochs", 2, "--checkpoint", file("c"), "--save", file("w"))
                .succeeds();
        CommandRun.of("train", model, "--resume", file("w"))
                .failsInOneLine("it is no checkpoint of a training; --load");
        CommandRun.of("train", model, "--resume", file("c"), "--batch", 9)
                .failsInOneLine("batches of 10; leave --batch out");
        CommandRun.of("train", model, "--resume", file("c"), "--seed", 9).failsInOneLine("seed 4; leave --seed out");
        CommandRun.of("train", model, "--resume", file("c"), "--epochs", 2)
                .failsInOneLine("all 2 epochs are done", "--epochs");
        CommandRun.of("train", model, "--resume", file("c"), "--limit", 50)
                .failsInOneLine("the data have changed", "72 examples", "50 examples");
        CommandRun.of("train", model, "--resume", file("c"), "--precision", "f64")
                .failsInOneLine("--precision f32");
        CommandRun.of("train", model, "--resume", file("none")).failsInOneLine("none: it cannot be read");
        assertThat(CommandRun.of("train", model, "--resume", file("c"), "--load", file("w"))
                        .exit())
                .isEqualTo(2);
        Path csv = folder.resolve("flowers.csv");
        Files.writeString(csv, Files.readString(csv).replaceFirst("\n1", "\n2"));
        CommandRun.of("train", model, "--resume", file("c")).failsInOneLine("the data have changed since");
    }

    @Test
    void refusesDamagedCheckpoints() throws IOException {
        Path model = Samples.flowers(folder, FIT);
        CommandRun.of("train", model, "--epochs", 2, "--checkpoint", file("c")).succeeds();
        byte[] bytes = Files.readAllBytes(file("c"));
        bytes[bytes.length - 1] ^= 1;
        Files.write(file("c"), bytes);
        CommandRun.of("train", model, "--resume", file("c")).failsInOneLine("its checksum is");
    }

    /** A real Ctrl-C for a real process, in the middle of an epoch. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void controlCSavesAndTheCommandThatItSaysGoesOnToTheSameBits() throws Exception {
        Path model = manyFlowers();
        List<String> said = interrupted(
                "train",
                model.toString(),
                "--epochs",
                "100000",
                "--save",
                file("w").toString());
        Path checkpoint = file("w.checkpoint.safetensors");
        assertThat(said.get(said.size() - 2))
                .matches("interrupted in epoch \\d+ after step [\\d,]+ of 20,000, saved to " + checkpoint);
        assertThat(said.get(said.size() - 1))
                .isEqualTo("go on with: gradwright train " + model + " --epochs 100000 --save " + file("w")
                        + " --resume " + checkpoint);
        assertThat(file("w")).doesNotExist();
        int epochs = note(checkpoint, "training.epoch");
        assertThat(note(checkpoint, "training.step")).isBetween(1, 19_999);
        CommandRun.of("train", model, "--epochs", epochs, "--save", file("rest"), "--resume", checkpoint)
                .succeeds();
        CommandRun.of("train", model, "--epochs", epochs, "--save", file("whole"))
                .succeeds();
        assertThat(file("rest")).hasSameBinaryContentAs(file("whole"));
    }

    /** Epochs that take long enough to be hit in their middle. */
    private Path manyFlowers() throws IOException {
        Path model = Samples.flowers(folder, "fit { batch = 1, seed = 2 }");
        Path csv = folder.resolve("flowers.csv");
        List<String> lines = Files.readAllLines(csv);
        var more = new ArrayList<>(lines.subList(0, 1));
        for (int i = 0; i < 20_000; i++) {
            more.add(lines.get(1 + i % 90));
        }
        Files.write(csv, more);
        return model;
    }

    private static int note(Path checkpoint, String name) {
        try (SafetensorsReader reader = Safetensors.open(checkpoint)) {
            return Integer.parseInt(reader.metadata().get(name));
        }
    }

    /** All lines of a command that gets SIGINT when it has printed its first epoch. */
    private static List<String> interrupted(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            var lines = new ArrayList<String>();
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                lines.add(line);
                if (line.startsWith("epoch 1:")) {
                    new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                            .start()
                            .waitFor();
                }
            }
            assertThat(process.waitFor()).as(String.join("\n", lines)).isEqualTo(130);
            return lines;
        } finally {
            process.destroyForcibly();
        }
    }
}
