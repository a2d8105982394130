// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.exports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gradwright.compiler.graph.Evaluation;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.interpret.Interpreter;
import org.gradwright.compiler.lang.Language;
import org.gradwright.compiler.lang.Options;
import org.gradwright.onnx.OtherRuntime;
import org.gradwright.onnx.RandomValues;
import org.gradwright.onnx.format.OnnxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sample and the layers of the standard library give the same in ONNX Runtime, or are refused in one sentence. */
class ExportCoverageTest {
    private static final Path LAYERS = Path.of("../cli/src/test/resources/org/gradwright/cli/layers.graph");
    private static final Map<String, Integer> SIZES = sizes();

    private static Map<String, Integer> sizes() {
        var sizes = new HashMap<String, Integer>();
        List.of("batch", "m", "n").forEach(name -> sizes.put(name, 2));
        sizes.put("time", 5);
        sizes.put("length", 4);
        return sizes;
    }

    static List<Path> samples() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("../samples"), 2)) {
            return files.filter(f -> f.toString().endsWith(".graph"))
                    .filter(f -> !f.toString().matches(".*(critic|maml)\\.graph"))
                    .sorted()
                    .toList();
        }
    }

    /** In single precision: the other runtime has few operators in double. */
    @ParameterizedTest
    @MethodSource("samples")
    void samplesStayTheSame(Path sample) throws Exception {
        String text = Files.readString(sample).replace("precision f64", "precision f32");
        compare(Language.parse(sample.toString(), text, Options.NONE).graph());
    }

    static List<String> layers() throws IOException {
        return Files.readAllLines(LAYERS).stream()
                .filter(line -> line.matches("[a-z]{2} = .*"))
                .map(line -> line.substring(0, 2))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("layers")
    void layersStayTheSame(String layer) throws Exception {
        String text = Files.readString(LAYERS);
        String head = text.substring(0, text.indexOf("\nloss = "));
        String model = head + "\noutput result = identity(" + layer + ")\n";
        compare(Language.parse("layers.graph", model, Options.NONE).graph());
    }

    /** What the critic's outputs need is noise for a batch of which no input of theirs tells the size. */
    @Test
    void aSizeThatNoInputTellsIsRefused() throws IOException {
        Path sample = Path.of("../samples/critic/critic.graph");
        Graph graph = Language.parse(sample.toString(), Files.readString(sample), Options.NONE)
                .graph();
        Map<String, Tensor> values = new RandomValues(SIZES, 3, 0.1f).of(graph);
        assertThatThrownBy(() -> Exporter.model(graph, values::get))
                .isInstanceOf(OnnxException.class)
                .hasMessageContaining("random")
                .hasMessageContaining("the free size batch is not that of an input's axis: fix it with --dim");
    }

    @Test
    void randomNumbersAreDrawnByTheOtherRuntime() throws Exception {
        String text = "gradwright 1\ngraph Noise\ninput x : real[n]\noutput u = 3 * random_uniform([n, 2000])\n"
                + "output z = 5 + random_normal([n, 2000])\noutput y = x\n";
        Graph graph = Language.parse("noise.graph", text, Options.NONE).graph();
        Map<String, Tensor> values = new RandomValues(SIZES, 3, 1).of(graph);
        Map<String, Tensor> drawn = OtherRuntime.run(Exporter.model(graph, values::get), values);
        assertThat(drawn.get("z").shape()).containsExactly(2, 2000);
        assertThat(mean(drawn.get("z"))).isCloseTo(5, within(0.1));
        assertThat(mean(drawn.get("u"))).isCloseTo(1.5, within(0.1));
    }

    private static double mean(Tensor tensor) {
        return Arrays.stream(tensor.data()).average().orElseThrow();
    }

    private static void compare(Graph graph) throws Exception {
        Map<String, Tensor> values = new RandomValues(SIZES, 3, 0.1f).of(graph);
        Map<String, Tensor> other = OtherRuntime.run(Exporter.model(graph, values::get), values);
        List<Tensor> expected = Interpreter.evaluate(
                new ArrayList<>(graph.outputs().values()), new Evaluation(SIZES, values, false, 1, 1));
        int at = 0;
        for (String name : graph.outputs().keySet()) {
            Tensor want = expected.get(at++);
            Tensor got = other.get(name);
            assertThat(got.shape()).isEqualTo(want.shape());
            for (int i = 0; i < want.data().length; i++) {
                double allowed = 2e-4 * (1 + Math.abs(want.data()[i]));
                assertThat(got.data()[i]).as(name).isCloseTo(want.data()[i], within(allowed));
            }
        }
    }
}
