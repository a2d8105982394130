// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.onnx.format.Attribute;
import org.gradwright.onnx.format.ElementType;
import org.gradwright.onnx.format.OnnxGraph;
import org.gradwright.onnx.format.OnnxModel;
import org.gradwright.onnx.format.OnnxNode;
import org.gradwright.onnx.format.OnnxTensor;
import org.gradwright.onnx.format.ValueInfo;
import org.junit.jupiter.api.Test;

/** {@code BatchNormalization} in the training mode of its versions. */
class BatchStatisticsTest {
    private static final List<String> OPERANDS = List.of("x", "scale", "shift", "mean", "variance");

    private static OnnxNode normalised(String input, String output, boolean isAttribute) {
        List<String> operands = List.of(input, "scale", "shift", "mean", "variance");
        return isAttribute
                ? node(operands, List.of(output, output + "_m", output + "_v"), Map.of("training_mode", whole(1)))
                : node(operands, List.of(output, output + "_m", output + "_v", "", ""), Map.of());
    }

    private static Attribute whole(int value) {
        return new Attribute.Whole(value);
    }

    private static OnnxNode node(List<String> inputs, List<String> outputs, Map<String, Attribute> attributes) {
        return new OnnxNode("", "BatchNormalization", "", inputs, outputs, attributes);
    }

    private static String text(long opset, List<String> outputs, OnnxNode... nodes) {
        List<OnnxTensor> tables =
                OPERANDS.stream().skip(1).map(name -> table(name)).toList();
        List<ValueInfo> results = outputs.stream()
                .map(name -> new ValueInfo(name, ElementType.FLOAT, Optional.empty()))
                .toList();
        var dims = List.of(ValueInfo.Dimension.named("batch"), ValueInfo.Dimension.of(3));
        var input = new ValueInfo("x", ElementType.FLOAT, Optional.of(dims));
        var graph = new OnnxGraph("net", List.of(nodes), tables, List.of(input), results);
        Imported imported = Importer.run(new OnnxModel(8, Map.of("", opset), graph), ImportOptions.NONE);
        return ImportedFiles.of(imported, "net.onnx", "net.safetensors").text();
    }

    private static OnnxTensor table(String name) {
        return new OnnxTensor(name, ElementType.FLOAT, new Tensor(new int[] {3}, new double[] {1, 2, 3}));
    }

    @Test
    void statisticsThatNobodyReadsAreKept() {
        for (long opset : List.of(9L, 14L)) {
            assertThat(text(opset, List.of("y"), normalised("x", "y", opset == 14)))
                    .contains("y_used = where(training, y_mean, mean_2)")
                    .contains("y_running_mean = lerp(mean_2, y_mean, 0.1)")
                    .contains("next mean_2 = y_running_mean", "next variance = y_running_var");
        }
    }

    @Test
    void aLayerThatIsAppliedTwiceChangesThemTwice() {
        assertThat(text(14, List.of("y"), normalised("x", "h", true), normalised("h", "y", true)))
                .contains("y_running_mean = lerp(h_running_mean, y_mean, 0.1)", "next mean_2 = y_running_mean")
                .doesNotContain("next mean_2 = h_running_mean");
    }

    @Test
    void statisticsThatAreReadAreResults() {
        assertThat(text(14, List.of("y", "y_m"), normalised("x", "y", true)))
                .contains("y_m = lerp(mean_2, y_mean, 0.1)", "output y_m")
                .doesNotContain("training", "next");
    }
}
