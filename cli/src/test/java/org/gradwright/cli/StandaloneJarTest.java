// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import javax.tools.ToolProvider;
import org.gradwright.compiler.CompileOptions;
import org.gradwright.compiler.Compiler;
import org.gradwright.compiler.lang.Language;
import org.gradwright.runtime.TrainingStep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code compile --standalone}: a jar that runs where nothing of ours is. */
class StandaloneJarTest {
    private static final Path DIGITS = Path.of("..", "samples", "digits", "digits.graph");
    private static final Path SMALL = Path.of("..", "samples", "relu-13", "relu-13.graph");

    /** Of which 105 are the runtime's, 4 the licence. */
    private static final int MOST_BYTES = 120 << 10;

    @TempDir
    private Path folder;

    private Path jar(Path model, String packageName) {
        Path jar = folder.resolve("model.jar");
        CommandRun run = CommandRun.of("compile", model, "--standalone", "--package", packageName, "-o", jar)
                .succeeds();
        assertThat(run.lastLine()).endsWith("model.jar, which needs nothing but Java");
        return jar;
    }

    private static float[] images() {
        float[] images = new float[2 * 64];
        for (int i = 0; i < images.length; i++) {
            images[i] = i * 7 % 17 / 16f;
        }
        return images;
    }

    private static List<Object> trained(Object model) throws ReflectiveOperationException {
        Method step = model.getClass().getMethod("step", float[].class, int[].class);
        var results = new ArrayList<Object>();
        for (int i = 0; i < 5; i++) {
            results.add(step.invoke(model, images(), new int[] {3, 8}));
        }
        results.add(model.getClass().getMethod("p", float[].class).invoke(model, images()));
        return results;
    }

    @Test
    void itTrainsAndPredictsToTheSameBits() throws Exception {
        var compilation = Compiler.compile(Language.parse(DIGITS).graph(), CompileOptions.DEFAULT);
        try (TrainingStep model = compilation.load().create(1);
                var loader = new URLClassLoader(
                        new URL[] {jar(DIGITS, "org.example").toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            Class<?> alone = loader.loadClass("org.example.Digits");
            Object other = alone.getMethod("create", long.class).invoke(null, 1L);
            assertThat(alone.getSuperclass().getName()).isEqualTo("org.example.gradwright.TrainingStep");
            assertThat(trained(other)).usingRecursiveComparison().isEqualTo(trained(model));
        }
    }

    @Test
    void aProgramNeedsNothingElse() throws Exception {
        Path jar = jar(DIGITS, "org.example");
        Path source = Files.writeString(folder.resolve("Main.java"), """
                import java.nio.file.Path;
                import org.example.Digits;

                class Main {
                    public static void main(String[] args) {
                        Path file = Path.of(args[0]);
                        try (Digits digits = Digits.create(1)) {
                            digits.step(new float[64], new int[] {3});
                            digits.save(file);
                        }
                        try (Digits digits = Digits.load(file)) {
                            System.out.println(digits.steps() + " step, " + digits.p(new float[64]).length + " classes");
                        }
                    }
                }
                """);
        int status = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-cp", jar + "", "-d", folder + "", source + "");
        assertThat(status).isZero();
        assertThat(java("-cp", jar + java.io.File.pathSeparator + folder, "Main", folder.resolve("w.safetensors") + ""))
                .isEqualTo("1 step, 10 classes");
    }

    private static String java(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java") + ""));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return said.strip();
    }

    @Test
    void itIsSmallAndSaysWhatItIs() throws IOException {
        Path jar = jar(SMALL, "");
        assertThat(Files.size(jar)).isLessThan(MOST_BYTES);
        try (var files = new JarFile(jar.toFile())) {
            assertThat(files.stream().map(e -> e.getName().replaceFirst("[^/]*$", "")))
                    .containsOnly("", "META-INF/", "gradwright/");
            assertThat(files.getEntry("gradwright/data/Idx.class")).isNull();
            assertThat(text(files, "META-INF/NOTICE"))
                    .contains("The package gradwright is a part of Gradwright's runtime");
            assertThat(text(files, "META-INF/LICENSE")).contains("Apache License");
        }
    }

    private static String text(JarFile files, String entry) throws IOException {
        return new String(files.getInputStream(files.getEntry(entry)).readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void sourcesCannotStandAlone() {
        CommandRun run = CommandRun.of("compile", DIGITS, "--standalone", "--emit", "java");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("--standalone writes classes, not sources: leave out --emit java");
    }
}
