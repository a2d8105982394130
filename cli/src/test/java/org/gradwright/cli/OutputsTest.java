// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with the files that a command shall write is said before it does anything. */
class OutputsTest {
    @TempDir
    Path folder;

    private Path model;

    @BeforeEach
    void flowers() {
        model = Samples.flowers(folder, "fit { test = 0.2 }");
    }

    private void refused(String message, Object... options) throws IOException {
        String before = Files.readString(model);
        Object[] command =
                Stream.concat(Stream.of("train", model), Stream.of(options)).toArray();
        CommandRun run = CommandRun.of(command).failsInOneLine(message);
        assertThat(run.out()).as("nothing is trained").isEmpty();
        assertThat(model).hasContent(before);
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(f -> f.getFileName().toString().endsWith(".tmp")))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--save", "--best", "--checkpoint", "--history", "--report"})
    void aFileOfATrainingIsLookedAtFirst(String option) throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "");
        refused("error: " + option + " " + folder + ": it is a folder; name a file in it", option, folder);
        refused(option + " " + file + "/b: " + file + " is no folder; choose another place", option, file + "/b");
        refused(option + " " + file + "/b/c: " + file + " is no folder", option, file + "/b/c");
        refused(option + " " + model + ": the command reads this file, and it would be lost", option, model);
        refused("cannot be written", option, folder.resolve("x".repeat(250)));
    }

    @Test
    void theFolderOfEventsIsLookedAtFirst() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "");
        refused("--tensorboard " + file + ": it is a file; name a folder", "--tensorboard", file);
        Path events = Files.createDirectory(folder.resolve("events"));
        Files.writeString(events.resolve("test"), "");
        refused("--tensorboard " + events.resolve("test") + ": it is a file; name a folder", "--tensorboard", events);
    }

    @Test
    void twoOptionsNameTwoFiles() throws IOException {
        Path other = folder.resolve("folder/../w.safetensors");
        Files.createDirectory(folder.resolve("folder"));
        refused(
                "--save " + folder.resolve("w.safetensors") + " and --best " + other
                        + " are one file; give each its own",
                "--save",
                folder.resolve("w.safetensors"),
                "--best",
                other);
        refused("are one file", "--history", folder.resolve("a"), "--tensorboard", folder.resolve("a"));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void linksAreFollowed() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), model);
        refused("the command reads this file", "--report", link);
        Path loop = Files.createSymbolicLink(folder.resolve("loop"), folder.resolve("loop"));
        refused("it is a link that leads nowhere; remove it or name another file", "--save", loop);
        CommandRun.of("train", model, "--save", "/dev/null", "--report", "/dev/null")
                .succeeds();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFolderThatMayNotBeWrittenToIsNamed() throws IOException {
        Path locked = Files.createDirectory(folder.resolve("locked"));
        assertThat(locked.toFile().setWritable(false)).isTrue();
        assumeThat(Files.isWritable(locked)).as("root may write anywhere").isFalse();
        refused("the folder " + locked + " may not be written to; check its rights", "--save", locked.resolve("w"));
    }

    @Test
    void foldersAreMade() {
        Path deep = folder.resolve("made/of/all");
        CommandRun.of("train", model, "--save", deep.resolve("w"), "--history", deep.resolve("log/h"))
                .succeeds();
        assertThat(deep.resolve("w")).isNotEmptyFile();
        assertThat(deep.resolve("log/h")).isNotEmptyFile();
    }

    @Test
    void aTestLeavesNothingOfATrainingBehind() {
        CommandRun run = CommandRun.of("train", model, "--test-only", "--save", folder.resolve("w"));
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("--test-only trains nothing: leave out --save");
    }

    @Test
    void otherCommandsDoNotReplaceWhatTheyRead() {
        String lost = "the command reads this file, and it would be lost";
        CommandRun.of("derive", model, "-o", model).failsInOneLine(lost);
        CommandRun.of("inspect", model, "--html", model).failsInOneLine(lost);
        CommandRun.of("diagnose", model, "--html", model).failsInOneLine(lost);
        Path weights = folder.resolve("w");
        CommandRun.of("train", model, "--save", weights).succeeds();
        CommandRun.of("export", model, "--weights", weights, "-o", weights).failsInOneLine(lost);
        Path data = folder.resolve("flowers.csv");
        CommandRun.of("predict", model, "--weights", weights, "--input", "x=" + data, "-o", data)
                .failsInOneLine(lost);
        CommandRun.of("import", folder.resolve("m.onnx"), "-o", folder.resolve("m.safetensors"))
                .failsInOneLine("are one file");
        CommandRun both = CommandRun.of(
                "predict", model, "--weights", weights, "--data", "train", "-o", "a", "--pictures", "b.png");
        assertThat(both.err()).contains("--pictures draws and prints nothing: leave out -o");
    }

    @Test
    void aTryLeavesNothingBehind() throws IOException {
        new Outputs().file("-o", folder.resolve("deep/file")).prepare();
        assertThat(folder.resolve("deep")).isEmptyDirectory();
        assertThatThrownBy(() -> new Outputs()
                        .file("-o", folder.resolve("x".repeat(250)))
                        .prepare())
                .hasMessageContaining("-o " + folder);
    }
}
