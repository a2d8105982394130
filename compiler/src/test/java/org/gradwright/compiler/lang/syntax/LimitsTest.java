// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.Diagnostics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LimitsTest {
    private static final int DEEP = 10_000;

    @TempDir
    Path folder;

    static Stream<String> deeplyNested() {
        return Stream.of(
                "a = " + "(".repeat(DEEP) + "x" + ")".repeat(DEEP),
                "a = " + "[".repeat(DEEP) + "]".repeat(DEEP),
                "a = " + "f(".repeat(DEEP) + ")".repeat(DEEP),
                "a = " + "x[".repeat(DEEP) + "0" + "]".repeat(DEEP),
                "a = " + "-".repeat(DEEP) + "x",
                "a = " + "not ".repeat(DEEP) + "x",
                "a = " + "x^".repeat(DEEP) + "x",
                "a = x" + "'".repeat(DEEP),
                "a = x" + "()".repeat(DEEP),
                "a = x" + "[0]".repeat(DEEP),
                "a = x" + ".y".repeat(DEEP),
                "if c { ".repeat(DEEP) + "}".repeat(DEEP),
                "if c {\n".repeat(DEEP) + "}\n".repeat(DEEP),
                "if c { }" + " else if c { }".repeat(DEEP));
    }

    @ParameterizedTest
    @MethodSource("deeplyNested")
    void deepNestingIsAnErrorOfItsOwn(String text) {
        assertThat(Samples.headlines(text))
                .hasSize(1)
                .first()
                .asString()
                .endsWith("error[G0004]: nesting is limited to 64 levels");
    }

    @Test
    void nestingUpToTheLimitIsRead() {
        Samples.parse("a = " + "(".repeat(64) + "x" + ")".repeat(64));
        Samples.parse("a = x" + "'".repeat(64));
        Samples.parse("if c {\n".repeat(64) + "}\n".repeat(64));
    }

    @Test
    void aLongChainOfOperatorsIsAnErrorOfItsOwn() {
        for (String operator : List.of("+", "*", "@", " and ", " or ")) {
            assertThat(Samples.headlines("a = " + ("x" + operator).repeat(DEEP) + "x"))
                    .containsExactly("1:5: error[G0006]: an expression is limited to 512 operators in a row");
        }
        Samples.parse("a = " + "x + ".repeat(500) + "x");
    }

    @Test
    void namesHaveALimit() {
        Samples.parse("a".repeat(64) + " = 1");
        assertThat(Samples.headlines("a".repeat(65) + " = 1"))
                .containsExactly("1:1: error[G0005]: a name has at most 64 letters, this one 65");
        assertThat(Samples.headlines("`" + "/".repeat(65) + "` = 1")).hasSize(1);
    }

    @Test
    void filesHaveALimit() {
        String comment = "#".repeat(Limits.FILE_BYTES);
        Samples.parse(comment);
        assertThat(Samples.headlines(comment + "#"))
                .containsExactly("1:1: error[G0002]: a file has at most 1 MiB (1048576 bytes)");
    }

    @Test
    void filesAreReadAsUtf8() throws IOException {
        assertThat(reading("a = 1 # \u00e9\n".getBytes(StandardCharsets.UTF_8))).isEmpty();
        assertThat(reading("a = 1\nb = \u00e9".getBytes(StandardCharsets.ISO_8859_1)))
                .containsExactly("m.graph:2:5: error[G0003]: the text is not UTF-8");
        assertThat(reading(new byte[Limits.FILE_BYTES + 1])).first().asString().contains("G0002");
    }

    private List<String> reading(byte[] bytes) throws IOException {
        Diagnostics diagnostics = new Diagnostics();
        Sources.read(Files.write(folder.resolve("m.graph"), bytes), "m.graph", diagnostics);
        return diagnostics.all().stream().map(Diagnostic::headline).toList();
    }

    @Test
    void whatCannotBeReadIsSaidSo() {
        Diagnostics diagnostics = new Diagnostics();
        assertThat(Sources.read(folder.resolve("none.graph"), "none.graph", diagnostics))
                .isEmpty();
        assertThat(Sources.read(folder, "folder", diagnostics)).isEmpty();
        assertThat(diagnostics.render())
                .contains("none.graph:1:1: error[G0001]: there is no such file")
                .contains("folder:1:1: error[G0001]: it is a folder");
    }

    static Stream<String> largeAndFaulty() {
        return Stream.of(
                        "(",
                        ")",
                        "(\n",
                        "}\n",
                        "{\n",
                        "a=f(\n",
                        "'",
                        "'a",
                        "\"",
                        "\"\n",
                        "`",
                        "`\n",
                        ";",
                        ";\n",
                        "\t",
                        ".5",
                        "1",
                        "x ",
                        "a=",
                        "a,",
                        "#\n",
                        "def ",
                        "def f(",
                        "x\n",
                        "+\n",
                        "[x\n",
                        "a = [\n(\n",
                        "\\",
                        "\r",
                        "\uD835")
                .map(piece -> piece.repeat(Limits.FILE_BYTES / 4 / piece.length()));
    }

    /** A quarter of a mebibyte of anything is read in little more than linear time. */
    @ParameterizedTest(name = "{index}")
    @MethodSource("largeAndFaulty")
    void largeFaultyFilesAreReadInTime(String text) {
        assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> assertThat(Samples.messages(text)).isNotNull());
    }
}
