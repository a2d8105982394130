// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.gradwright.runtime.Safetensors;
import org.gradwright.runtime.data.Npy;
import org.gradwright.runtime.data.NumberArray;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictCommandTest {
    @TempDir
    private Path folder;

    private Path model;
    private Path weights;

    @BeforeEach
    void train() {
        model = Samples.flowers(folder, "fit { epochs = 20, batch = 10 }");
        weights = folder.resolve("w.safetensors");
        CommandRun.of("train", model, "--save", weights).succeeds();
    }

    @Test
    void printsOneExampleALine() {
        CommandRun run = CommandRun.of("predict", model, "--weights", weights, "--data", "train", "--limit", 7)
                .succeeds();
        assertThat(run.lines()).hasSize(8);
        assertThat(run.lines().get(0)).isEqualTo("p[0],p[1]");
        for (String line : run.lines().subList(1, 8)) {
            String[] p = line.split(",");
            assertThat(Double.parseDouble(p[0]) + Double.parseDouble(p[1])).isBetween(0.999999, 1.000001);
        }
    }

    @Test
    void takesInputsFromFiles() {
        Path x = Samples.write(folder, "x.csv", "a,b\n3,-3\n-3,3\n");
        CommandRun run =
                CommandRun.of("predict", model, "--weights", weights, "--input", "x=" + x, "--format", "jsonl");
        assertThat(run.succeeds().lines())
                .hasSize(2)
                .allMatch(line -> line.matches("\\{\"p\":\\[[-0-9.eE]+,[-0-9.eE]+]}"));
    }

    @Test
    void takesAnInputFromAnArchiveOfArrays() throws IOException {
        Path npy = folder.resolve("x.npy");
        predict("-o", npy, "--format", "npy");
        Path npz = folder.resolve("all.npz");
        try (var archive = new ZipOutputStream(Files.newOutputStream(npz))) {
            archive.putNextEntry(new ZipEntry("x.npy"));
            archive.write(Files.readAllBytes(npy));
        }
        CommandRun plain = CommandRun.of("predict", model, "--weights", weights, "--input", "x=" + npy);
        CommandRun packed = CommandRun.of("predict", model, "--weights", weights, "--input", "x=" + npz);
        assertThat(packed.succeeds().out()).isEqualTo(plain.succeeds().out());
    }

    /** What a third of the examples is held out for is not what the scaling was learnt from, and a new file is neither. */
    @Test
    void scalesAFileInThePlaceOfTheBlocksAsInTraining() throws IOException {
        List<String> all = predict().lines();
        Path table = folder.resolve("flowers.csv");
        List<String> rows = Files.readAllLines(table);
        Path third = Samples.write(folder, "new.csv", rows.get(0) + "\n" + rows.get(3) + "\n");
        assertThat(predict("--input", "x=" + third).lines()).containsExactly(all.get(0), all.get(3));
        Files.writeString(model, "fit { test = 0.3 }", StandardOpenOption.APPEND);
        assertThat(predict().lines())
                .as("the weights know how their data were scaled")
                .isEqualTo(all);
    }

    @Test
    void saysWhichFileCannotTakeThePlace() throws IOException {
        asked("--input", "x=none.csv").failsInOneLine("none.csv: no such file");
        Files.writeString(model, "data one { x = [[1, 2]] }\n", StandardOpenOption.APPEND);
        CommandRun.of("predict", model, "--weights", weights, "--data", "one", "--input", "x=" + model)
                .failsInOneLine("`data one` reads no file for `x`", "leave --data out");
        CommandRun.of("predict", model, "--weights", weights, "--input", "x=" + folder)
                .failsInOneLine("is a folder", "--data train");
    }

    @Test
    void writesFilesOfEachFormat() throws IOException {
        Path csv = folder.resolve("p.csv");
        Path jsonl = folder.resolve("p.jsonl");
        Path npy = folder.resolve("p.npy");
        CommandRun printed = predict();
        assertThat(predict("-o", csv).out()).isEmpty();
        assertThat(csv).hasContent(printed.out());
        predict("-o", jsonl, "--format", "jsonl");
        assertThat(Files.readAllLines(jsonl)).hasSize(7).allMatch(line -> line.startsWith("{\"p\":["));
        predict("-o", npy, "--format", "npy");
        NumberArray array = Npy.read(npy);
        assertThat(array.shape()).containsExactly(7, 2);
        String[] third = printed.lines().get(3).split(",");
        assertThat((float) array.get(4)).isEqualTo(Float.parseFloat(third[0]));
        assertThat((float) array.get(5)).isEqualTo(Float.parseFloat(third[1]));
    }

    private CommandRun predict(Object... more) {
        return asked(more).succeeds();
    }

    private CommandRun asked(Object... more) {
        var arguments =
                new ArrayList<Object>(List.of("predict", model, "--weights", weights, "--data", "train", "--limit", 7));
        arguments.addAll(List.of(more));
        return CommandRun.of(arguments.toArray());
    }

    @Test
    void anArrayNeedsAFileAndOneOutput() {
        assertThat(CommandRun.of("predict", model, "--weights", weights, "--data", "train", "--format", "npy")
                        .exit())
                .isEqualTo(2);
        asked("--format", "npy", "-o", folder.resolve("p.npy"), "--add-output", "twice=2 * p")
                .failsInOneLine("one array, but there are the outputs p, twice; choose with --output NAME");
    }

    @Test
    void printsDerivativesThatTheModelDoesNotName() {
        CommandRun run = predict("--add-output", "slopes=grad_per_example(p[:, 0], x)[:, 0]", "--output", "slopes");
        assertThat(run.lines().get(0)).startsWith("slopes[0]");
        assertThat(run.lines()).hasSize(8);
    }

    @Test
    void drawsPictures() throws IOException {
        Path sketch = Samples.write(folder, "sketch.graph", """
                gradwright 1
                graph Sketch
                input x : real[batch, 2]
                param w : real = 0.25
                output grey = w * reshape(x, [batch, 1, 2])
                output plain = sum(x, axis = 1)
                """);
        Path start = folder.resolve("sketch.safetensors");
        Safetensors.write(start, Map.of(), List.of(new Safetensors.Tensor("w", List.of(), new float[] {0.25f}, 0)));
        Path x = Samples.write(folder, "x.csv", "a,b\n4,0\n2,9\n");
        Path png = folder.resolve("sheet.png");
        CommandRun.of("predict", sketch, "--weights", start, "--input", "x=" + x, "--pictures", png)
                .succeeds();
        BufferedImage sheet = ImageIO.read(png.toFile());
        assertThat(sheet.getWidth()).isEqualTo(2 * 224 + 3 * 4);
        assertThat(sheet.getRGB(5, 5) & 0xFF).isEqualTo(255);
        assertThat(sheet.getRGB(120, 5) & 0xFF).isZero();
        assertThat(sheet.getRGB(233, 5) & 0xFF).isEqualTo(128);
        assertThat(sheet.getRGB(400, 5) & 0xFF).isEqualTo(255);
        CommandRun.of("predict", model, "--weights", weights, "--data", "train", "--pictures", png)
                .failsInOneLine("no output is a picture", "p [batch, 2]");
    }

    @Test
    void saysWhatIsMissing() {
        CommandRun.of("predict", model, "--weights", weights, "--data", "tset")
                .failsInOneLine("no block `data tset`", "train");
        CommandRun.of("predict", model, "--weights", weights, "--data", "train", "--output", "q")
                .failsInOneLine("no output `q`; it has p");
        CommandRun.of("predict", model, "--weights", weights, "--input", "z=x.csv")
                .failsInOneLine("no output needs an input `z`");
        CommandRun.of("predict", model, "--weights", weights, "--input", "x=none.csv")
                .failsInOneLine("none.csv: no such file");
        assertThat(CommandRun.of("predict", model, "--weights", weights).exit()).isEqualTo(2);
    }

    @Test
    void refusesWhatDoesNotFit() {
        Path x = Samples.write(folder, "x.csv", "a,b,c\n1,2,3\n");
        CommandRun.of("predict", model, "--weights", weights, "--input", "x=" + x)
                .failsInOneLine("x.csv: 1 examples of shape [3], but `x : real[batch, 2]` takes examples of shape [2]");
        Path other = Samples.write(
                folder, "o.graph", Samples.NETWORK.replace("dense(x, 8", "dense(x, 9") + Samples.CSV_DATA);
        CommandRun.of("predict", other, "--weights", weights, "--data", "train")
                .failsInOneLine("it does not fit Flowers: h.W has the shape");
    }
}
