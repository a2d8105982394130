// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gradwright.compiler.lang.Language;
import org.gradwright.compiler.lang.Model;
import org.gradwright.compiler.lang.Options;
import org.gradwright.compiler.lang.diagnostic.DiagnosticException;
import org.gradwright.runtime.data.Column;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures and archives as a data block names them. */
class DataSourcesTest {
    @TempDir
    private Path folder;

    private Examples read(String shape, String x, String y) throws IOException {
        String text = """
                input x : real[%s]
                input y : i32[batch]
                loss = mean(x) + mean(real(y))
                data train {
                  x = %s
                  y = %s
                }
                """.formatted(shape, x, y);
        Model model = Language.parse(Files.writeString(folder.resolve("m.graph"), text), Options.NONE);
        var inputs = model.graph().declaredInputs();
        return DataBlockReader.of(model, folder, 100).read("train", inputs);
    }

    private void fault(String x, String... words) {
        assertThatThrownBy(() -> read("batch, 4, 4", x, "[1, 2]"))
                .isInstanceOf(DiagnosticException.class)
                .hasMessageContainingAll(words);
    }

    private static Column column(Examples examples, String name) {
        return examples.data().orElseThrow().column(name);
    }

    @Test
    void picturesAndTheirClasses() throws IOException {
        PictureFiles.grey(folder.resolve("p/dark/1.png"), 8, 51);
        PictureFiles.grey(folder.resolve("p/light/1.png"), 8, 204);
        Examples examples =
                read("batch, 4, 4", "images(\"p\", size = [4, 4], channels = 1) / 255", "image_classes(\"p\")");
        assertThat(column(examples, "x").shape()).containsExactly(4, 4);
        assertThat(column(examples, "x").get(0)).isEqualTo(0.2f);
        assertThat(column(examples, "x").get(16)).isEqualTo(0.8f);
        assertThat(column(examples, "y").values()).isEqualTo(new int[] {0, 1});
        Examples turned = read(
                "batch, 3, 8, 8",
                "images(\"p\", classes = [\"light\", \"dark\"])",
                "image_classes(\"p\", classes = [\"light\", \"dark\"])");
        assertThat(column(turned, "x").get(0)).isEqualTo(204);
    }

    @Test
    void faultsStandAtTheirLine() throws IOException {
        PictureFiles.grey(folder.resolve("p/dark/1.png"), 8, 51);
        fault("images(\"q\")", "m.graph:5:14", "q: no such file", "relative to the folder");
        fault("images(\"p\", channels = 2)", "m.graph:5:30", "`channels` must be 1, grey, or 3");
        fault("images(\"p\", size = [4])", "`size` must be [height, width]");
        fault("images(\"p\", size = [4, 20000])", "`size` must be [height, width], each at most 10000");
        fault("images(\"p\", classes = [\"light\"])", "has no sub-folder `light`; it has dark");
        Files.writeString(folder.resolve("f.npz"), "");
        fault("npz(\"f.npz\", \"x\")", "m.graph:5:7: error[G0504]", "is not an NPZ file");
        fault("npz(\"f.npz\")", "`npz` needs `name`");
    }

    @Test
    void anExampleOfTheWrongKindIsNamed() {
        assertThatThrownBy(() -> read("batch, 2", "[[1, 2], [3, 4]]", "[0, 1.5]"))
                .hasMessageContaining("example 1 is 1.5, no whole number of 32 bits");
    }
}
