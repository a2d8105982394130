// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trained model goes out as ONNX and comes back as a text that predicts the same. */
class ImportCommandTest {
    private static final String NETWORK = """
            gradwright 1
            graph Small
            input x : real[batch, 2]
            input y : real[batch, 1]
            h = dense(x, 3, activation = tanh)
            output p = dense(h, 1)
            loss = mean(squared_error(p, y))
            train loss with sgd(lr = 0.1)
            data train {
              x = csv("xy.csv", columns = ["a", "b"])
              y = csv("xy.csv", columns = ["c"])
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void whatIsExportedAndImportedPredictsTheSame() throws IOException {
        Files.writeString(folder.resolve("xy.csv"), "a,b,c\n1,2,3\n-1,0.5,2\n0,1,-1\n2,2,1\n");
        Files.writeString(folder.resolve("x.csv"), "a,b\n1,2\n-1,0.5\n");
        Path model = Samples.write(folder, "small.graph", NETWORK);
        Path weights = folder.resolve("w.safetensors");
        CommandRun.of("train", model, "--epochs", "2", "--batch", "2", "--save", weights)
                .succeeds();
        Path onnx = folder.resolve("small.onnx");
        CommandRun.of("export", model, "--weights", weights, "-o", onnx).succeeds();
        Path text = folder.resolve("back.graph");
        CommandRun.of("import", onnx, "-o", text).succeeds();
        assertThat(Files.readString(text)).contains("input x : real[batch, 2]", "output p");
        String input = "x=" + folder.resolve("x.csv");
        String first = CommandRun.of("predict", model, "--weights", weights, "--input", input)
                .succeeds()
                .out();
        Path back = folder.resolve("back.safetensors");
        assertThat(CommandRun.of("predict", text, "--weights", back, "--input", input)
                        .succeeds()
                        .out())
                .isEqualTo(first);
    }

    @Test
    void aFileOfAnotherKindIsRefusedInOneLine() throws IOException {
        Path file = folder.resolve("no.onnx");
        Files.writeString(file, "this is a text");
        CommandRun.of("import", file).failsInOneLine("error: no.onnx: no ONNX model");
    }
}
