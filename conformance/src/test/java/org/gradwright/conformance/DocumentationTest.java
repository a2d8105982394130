// SPDX-License-Identifier: Apache-2.0
package org.gradwright.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.gradwright.compiler.CompileOptions;
import org.gradwright.compiler.Compiler;
import org.gradwright.compiler.lang.Language;
import org.gradwright.compiler.lang.Model;
import org.gradwright.compiler.lang.Options;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pages show is compiled: whole models, and Java that is marked {@code complete}. */
class DocumentationTest {
    private static final Path ROOT = Path.of("..");
    private static final Path MNIST = ROOT.resolve("samples/mnist/mnist.graph");

    /** What other statements speak of. */
    private static final String PROGRAM = """
            import java.nio.file.Files;
            import java.nio.file.Path;
            import org.gradwright.compiler.build.ModelBuilder;
            import org.gradwright.onnx.exports.*;
            import org.gradwright.onnx.format.*;
            import org.gradwright.onnx.imports.*;
            import org.gradwright.runtime.*;

            class Shown {
                void run(float[] images, int[] labels) throws Exception {
                    {}
                }
            }
            """;

    /** What statements about a builder speak of. */
    private static final String BUILDER = """
            import static org.gradwright.compiler.build.Functions.*;
            import static org.gradwright.compiler.build.Std.std;
            import static org.gradwright.compiler.build.Terms.*;
            import static org.gradwright.compiler.build.Trainers.*;

            import java.util.List;
            import org.gradwright.compiler.build.*;
            import org.gradwright.compiler.graph.Origin;
            import org.gradwright.compiler.op.Ops;

            abstract class Shown {
                abstract Term residual(Block b, Term x, int size);

                void run(ModelBuilder g, Term batch, Term x, Term data, Term code, Term slope, Term tokens) {
                    Term loss = x, criticLoss = x, makerLoss = x;
                    {}
                }
            }
            """;

    @TempDir
    private Path folder;

    static Stream<Markdown.Block> models() {
        return Markdown.blocks(ROOT).stream()
                .filter(b -> b.info().equals("graph") && b.text().startsWith("gradwright 1"));
    }

    /** Whole compilation units, and statements that may use the class of the first sample. */
    static Stream<Markdown.Block> programs() {
        return Markdown.blocks(ROOT).stream().filter(b -> b.info().equals("java complete"));
    }

    @Test
    void thereAreModelsAndPrograms() {
        assertThat(models().map(b -> b.page().getFileName().toString())).contains("README.md", "language.md");
        assertThat(programs().map(b -> b.page().getFileName().toString())).contains("README.md");
    }

    @ParameterizedTest
    @MethodSource("models")
    void modelsCompile(Markdown.Block block) {
        Model model = Language.parse(block.toString(), block.text(), Options.NONE);
        assertThatCode(() -> Compiler.compile(model.graph(), CompileOptions.DEFAULT))
                .as(block.toString())
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("programs")
    void programsCompile(Markdown.Block block) throws IOException {
        assertThat(javac(unit(block.text()))).as(block.toString()).isEmpty();
    }

    /** Statements about a builder and terms of it, each by itself. */
    static Stream<Markdown.Block> statements() {
        return Markdown.blocks(ROOT).stream().filter(b -> b.info().equals("java builder"));
    }

    @ParameterizedTest
    @MethodSource("statements")
    void statementsOfTheBuilderCompile(Markdown.Block block) throws IOException {
        assertThat(javac(BUILDER.replace("{}", block.text())))
                .as(block.toString())
                .isEmpty();
    }

    /** Java marked {@code generated} stands in what the page's first model becomes; its places are those of a file of the same name. */
    @Test
    void generatedJavaIsWhatIsGenerated() {
        Markdown.Block model =
                models().filter(b -> b.page().endsWith("README.md")).findFirst().orElseThrow();
        String source = Compiler.compile(
                        Language.parse("reader.graph", model.text(), Options.NONE)
                                .graph(),
                        CompileOptions.DEFAULT)
                .source();
        List<String> shown = Markdown.blocks(ROOT).stream()
                .filter(b -> b.info().equals("java generated"))
                .map(b -> b.text().indent(4))
                .toList();
        assertThat(shown).isNotEmpty().allSatisfy(text -> assertThat(source).contains(text));
    }

    /** What the Java compiler says to a source that may use the class of the first sample. */
    private String javac(String source) throws IOException {
        String mnist = Compiler.compile(Language.parse(MNIST).graph(), CompileOptions.DEFAULT)
                .source();
        Path first = Files.writeString(folder.resolve("Mnist.java"), mnist);
        Path second = Files.writeString(folder.resolve("Shown.java"), source);
        var messages = new ByteArrayOutputStream();
        String[] arguments = {
            "-proc:none", "-cp", System.getProperty("java.class.path"), "-d", folder + "", first + "", second + ""
        };
        ToolProvider.getSystemJavaCompiler().run(null, messages, messages, arguments);
        return messages.toString(StandardCharsets.UTF_8);
    }

    /** Statements, in a method that has what they speak of. */
    private static String unit(String text) {
        return text.contains("class ") ? text : PROGRAM.replace("{}", text);
    }

    @Test
    void aProgramThatDoesNotCompileIsFound() throws IOException {
        assertThat(javac(unit("int x = missing;\n"))).contains("missing");
    }
}
