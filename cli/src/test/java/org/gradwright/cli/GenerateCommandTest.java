// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateCommandTest {
    private static final String MODEL = """
            graph Next
            input tokens  : i32[batch, time]
            input targets : i32[batch, time]
            h      = embedding(tokens, 4, 8)
            logits = dense(h, 4)
            output next = softmax(logits[:, -1])
            loss = mean(cross_entropy(logits, targets))
            train loss with adam(lr = 0.1)
            data train {
              tokens  = characters("text.txt", length = 8)
              targets = characters("text.txt", length = 8, offset = 1)
            }
            fit { batch = 4, epochs = 5, seed = 1 }
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("text.txt"), "abcä".repeat(100));
        Files.writeString(folder.resolve("next.graph"), MODEL);
    }

    private Path model() {
        return folder.resolve("next.graph");
    }

    private Path trained() {
        Path weights = folder.resolve("next.safetensors");
        CommandRun.of("train", model(), "--save", weights).succeeds();
        return weights;
    }

    @Test
    void goesOnAsItHasLearned() {
        CommandRun run = CommandRun.of(
                "generate", model(), "--weights", trained(), "--prompt", "bc", "--length", 6, "--temperature", 0);
        assertThat(run.succeeds().out().strip()).isEqualTo("bcäabcäa");
    }

    @Test
    void theSameSeedWritesTheSameText() {
        Path weights = trained();
        Object[] arguments = {"generate", model(), "--weights", weights, "--prompt", "a", "--temperature", 5};
        String first = CommandRun.of(arguments).succeeds().out();
        assertThat(CommandRun.of(arguments).out()).isEqualTo(first);
        Object[] other = {"generate", model(), "--weights", weights, "--prompt", "a", "--temperature", 5, "--seed", 2};
        assertThat(CommandRun.of(other).succeeds().out()).isNotEqualTo(first).hasSameSizeAs(first);
    }

    @Test
    void saysWhatItCannotDo() throws IOException {
        Path weights = trained();
        CommandRun.of("generate", model(), "--weights", weights, "--prompt", "x")
                .fails("the text that was learned has no character \"x\"");
        assertThat(CommandRun.of("generate", model(), "--weights", weights, "--temperature", -1)
                        .exit())
                .isEqualTo(2);
        Files.writeString(
                model(), MODEL.replace("characters(\"text.txt\", length = 8)\n", "[[0, 1, 2, 3, 0, 1, 2, 3]]\n"));
        CommandRun.of("generate", model(), "--weights", weights)
                .fails("`data train` does not read `tokens` from a text");
        Files.writeString(model(), MODEL.replace("output next = softmax(logits[:, -1])", ""));
        CommandRun.of("generate", model(), "--weights", weights).fails("the model has no output");
    }

    @Test
    void aTextThatCannotBeReadIsNamed() throws IOException {
        Files.write(folder.resolve("text.txt"), "ä".repeat(50).getBytes(StandardCharsets.ISO_8859_1));
        CommandRun.of("train", model()).fails("is no text in UTF-8");
        Files.writeString(folder.resolve("text.txt"), "");
        CommandRun.of("train", model()).fails("text.txt is empty");
        Files.writeString(folder.resolve("text.txt"), "abc");
        CommandRun.of("train", model()).fails("a part of 3 characters has no row of 8");
        Files.writeString(model(), MODEL.replace("length = 8, offset = 1", "length = 8, offset = 1.5"));
        CommandRun.of("train", model()).fails("`offset` must be a whole number from 0 to 8");
        Files.writeString(model(), MODEL.replace("length = 8, offset = 1", "length = 8, from = 0.5, to = 0.2"));
        CommandRun.of("train", model()).fails("0 <= from < to <= 1");
    }
}
