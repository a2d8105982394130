// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.gradwright.compiler.LoadedStep;
import org.gradwright.runtime.TrainingStep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompileCommandTest {
    @TempDir
    private Path folder;

    private Path model() {
        return Samples.write(folder, "m.graph", Samples.NETWORK + "fit { batch = 16 }\n");
    }

    private static float[] prediction(Path classes, String name) throws IOException, ReflectiveOperationException {
        try (var loader = new URLClassLoader(new URL[] {classes.toUri().toURL()});
                TrainingStep step = LoadedStep.of(loader.loadClass(name)).create(1)) {
            return (float[]) step.predictWith(new float[] {1, 2}, null)[0];
        }
    }

    @Test
    void tellsWhatTheClassDoes() {
        CommandRun run = CommandRun.of("compile", model(), "--package", "a.b").succeeds();
        assertThat(run.out())
                .containsPattern("class +a.b.Flowers")
                .containsPattern("parameters +42")
                .containsPattern("measured at +batch = 16")
                .containsPattern("step +[0-9,]+ operations, [0-9,]+ bytes")
                .containsPattern("arena +[0-9,]+ bytes")
                .containsPattern("largest method +\\w+, [0-9,]+ bytes of bytecode \\(limit 8,000");
    }

    @Test
    void computesValuesAgainWhereMemoryIsShort() {
        Path deep = Samples.write(folder, "deep.graph", """
                input x : real[batch, 32]
                h1 = dense(x, 32, activation = tanh)
                h2 = dense(h1, 32, activation = tanh)
                h3 = dense(h2, 32, activation = tanh)
                h4 = dense(h3, 32, activation = tanh)
                loss = mean((h4 - x)^2)
                train loss with sgd(lr = 0.1)
                fit { batch = 512 }
                """);
        CommandRun refused = CommandRun.of("compile", deep, "--max-bytes", 1000);
        var smallest = Pattern.compile("at least ([0-9,]+)").matcher(refused.err());
        assertThat(smallest.find()).isTrue();
        String bytes = smallest.group(1);
        assertThat(refused.err()).contains("--max-bytes 1000: the model does not fit 1,000 bytes");
        CommandRun run = CommandRun.of("compile", deep, "--max-bytes", bytes.replace(",", ""))
                .succeeds();
        assertThat(run.out())
                .containsPattern("recomputed +[0-9]+ values, [0-9,]+ operations a step, which saves [0-9,]+ bytes")
                .contains(bytes + " bytes");
    }

    @Test
    void writesAClassThatRuns() throws Exception {
        Path classes = folder.resolve("out");
        CommandRun.of("compile", model(), "-o", classes, "--package", "a.b").succeeds();
        assertThat(prediction(classes, "a.b.Flowers")).hasSize(2);
        assertThat(left(classes.resolve("a/b"))).containsExactlyInAnyOrder("Flowers.class", "Flowers$Vectors.class");
    }

    @Test
    void writesAJarThatIsTheSameEveryTime() throws Exception {
        Path jar = folder.resolve("m.jar");
        CommandRun.of("compile", model(), "-o", jar, "--emit", "both").succeeds();
        byte[] first = Files.readAllBytes(jar);
        CommandRun.of("compile", model(), "-o", jar, "--emit", "both").succeeds();
        assertThat(Files.readAllBytes(jar)).isEqualTo(first);
        assertThat(prediction(jar, "Flowers")).hasSize(2);
        assertThat(left(folder)).doesNotContain(".m.jar").containsExactly("m.graph", "m.jar");
    }

    @Test
    void writesSourceThatComputesTheSame() throws Exception {
        Path sources = folder.resolve("java");
        Path classes = Files.createDirectory(folder.resolve("classes"));
        Path compiled = folder.resolve("compiled");
        CommandRun.of("compile", model(), "-o", sources, "--emit", "java").succeeds();
        CommandRun.of("compile", model(), "-o", compiled).succeeds();
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-d",
                        classes.toString(),
                        sources.resolve("Flowers.java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"));
        assertThat(status).isZero();
        assertThat(prediction(classes, "Flowers")).isEqualTo(prediction(compiled, "Flowers"));
    }

    private static List<String> left(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void fixesSizesAndReplacesConstants() {
        Path model = Samples.write(folder, "c.graph", """
                graph Sized
                const width = 3
                input x : real[batch, 2]
                y = dense(x, width)
                output y
                """);
        assertThat(CommandRun.of("compile", model, "--const", "width=5")
                        .succeeds()
                        .out())
                .containsPattern("parameters +15");
        assertThat(CommandRun.of("compile", model, "--dim", "batch=7")
                        .succeeds()
                        .out())
                .doesNotContain("measured at");
        CommandRun.of("compile", model, "--const", "widht=5").fails("did you mean `width`?");
        CommandRun.of("compile", model, "--dim", "bacth=5").fails("did you mean `batch`?");
    }

    @Test
    void saysWhyItCannotWrite() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        CommandRun.of("compile", model(), "-o", file).failsInOneLine("file is a file; name a folder or a .jar");
        CommandRun.of("compile", model(), "-o", file.resolve("deeper")).failsInOneLine("error: ");
        assertThat(CommandRun.of("compile", model(), "--package", "a..b").exit())
                .isEqualTo(2);
    }
}
