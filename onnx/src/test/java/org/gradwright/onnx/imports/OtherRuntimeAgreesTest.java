// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gradwright.compiler.graph.Evaluation;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.interpret.Interpreter;
import org.gradwright.compiler.lang.Language;
import org.gradwright.compiler.lang.Options;
import org.gradwright.onnx.OtherRuntime;
import org.gradwright.onnx.format.OnnxModel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Operators in their versions give what ONNX Runtime gives, as a text that is read again. */
class OtherRuntimeAgreesTest {
    static Stream<OneNode> nodes() {
        return Stream.of(
                        OperatorSamples.windows(),
                        OperatorSamples.resizing(),
                        OperatorSamples.choosing(),
                        OperatorSamples.recurrent(),
                        OperatorSamples.others(),
                        AttentionSamples.attention(),
                        AttentionSamples.rotation(),
                        AttentionSamples.sampling())
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void resultsAreThoseOfTheOtherRuntime(OneNode node) throws Exception {
        List<Tensor> got = imported(node);
        Map<String, Tensor> expected = OtherRuntime.run(node.model(), node.values());
        for (int i = 0; i < got.size(); i++) {
            same(got.get(i), expected.get("y" + i));
        }
    }

    private static List<Tensor> imported(OneNode node) {
        OnnxModel model = node.model();
        Imported imported = Importer.run(model, ImportOptions.NONE);
        boolean computes =
                imported.outputs().stream().anyMatch(o -> o.constant().isEmpty());
        Map<String, Node> outputs = computes ? read(imported) : Map.of();
        var stored = new HashMap<>(imported.tables());
        imported.inputs()
                .forEach(name ->
                        stored.put(imported.names().get(name), node.values().get(name)));
        return imported.outputs().stream()
                .map(o -> o.constant()
                        .orElseGet(() -> Interpreter.evaluate(
                                outputs.get(o.path()), new Evaluation(Map.of(), stored, false, 1, 1))))
                .toList();
    }

    private static Map<String, Node> read(Imported imported) {
        String text = ImportedFiles.of(imported, "one.onnx", "one.safetensors").text();
        return Language.parse("one.graph", text, Options.NONE).graph().outputs();
    }

    private static void same(Tensor got, Tensor expected) {
        assertThat(got.shape()).isEqualTo(expected.shape());
        for (int i = 0; i < expected.data().length; i++) {
            double want = expected.data()[i];
            if (Double.isFinite(want)) {
                assertThat(got.data()[i]).as("element %d", i).isCloseTo(want, within(1e-4 * (1 + Math.abs(want))));
            } else {
                assertThat(got.data()[i]).isEqualTo(want);
            }
        }
    }
}
