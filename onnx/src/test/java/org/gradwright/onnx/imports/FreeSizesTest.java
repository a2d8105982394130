// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.onnx.format.Attribute;
import org.gradwright.onnx.format.ElementType;
import org.gradwright.onnx.format.OnnxException;
import org.gradwright.onnx.format.OnnxGraph;
import org.gradwright.onnx.format.OnnxModel;
import org.gradwright.onnx.format.OnnxNode;
import org.gradwright.onnx.format.OnnxTensor;
import org.gradwright.onnx.format.ValueInfo;
import org.junit.jupiter.api.Test;

/** Pictures of a free batch: what a file computes of their shape stays free. */
class FreeSizesTest {
    private static final Map<String, Attribute> BLOCKS_OF_TWO = Map.of("blocksize", new Attribute.Whole(2));

    private static OnnxNode node(String operator, Map<String, Attribute> attributes, String output, String... inputs) {
        return new OnnxNode("", operator, "", List.of(inputs), List.of(output), attributes);
    }

    private static OnnxTensor numbers(String name, double... values) {
        return new OnnxTensor(name, ElementType.INT64, new Tensor(new int[] {values.length}, values));
    }

    private static OnnxTensor number(String name, double value) {
        return new OnnxTensor(name, ElementType.INT64, Tensor.scalar(value));
    }

    private static Graph imported(OnnxNode... nodes) {
        return imported("pictures", nodes);
    }

    private static Graph imported(String name, OnnxNode... nodes) {
        var shape = List.of(
                ValueInfo.Dimension.named("batch"),
                ValueInfo.Dimension.of(8),
                ValueInfo.Dimension.of(4),
                ValueInfo.Dimension.of(6));
        var tables = List.of(
                numbers("first", 0),
                numbers("second", 2),
                numbers("last", 1),
                number("eight", 8),
                numbers("wanted", 7, 9),
                number("zero", 0),
                number("one", 1));
        var input = new ValueInfo("x", ElementType.FLOAT, Optional.of(shape));
        var output = new ValueInfo("y", ElementType.FLOAT, Optional.empty());
        var graph = new OnnxGraph(name, List.of(nodes), tables, List.of(input), List.of(output));
        return Importer.run(new OnnxModel(8, Map.of("", 13L), graph), ImportOptions.NONE)
                .model()
                .build();
    }

    private static String type(Graph graph) {
        return graph.outputs().get("y").type().toString();
    }

    @Test
    void blocksMoveBetweenChannelsAndPlaces() {
        assertThat(type(imported(node("DepthToSpace", BLOCKS_OF_TWO, "y", "x"))))
                .isEqualTo("real[batch, 2, 8, 12]");
        assertThat(type(imported(node("SpaceToDepth", BLOCKS_OF_TWO, "y", "x"))))
                .isEqualTo("real[batch, 32, 2, 3]");
        assertThatThrownBy(() -> imported(node("SpaceToDepth", Map.of("blocksize", new Attribute.Whole(5)), "y", "x")))
                .isInstanceOf(OnnxException.class)
                .hasMessage("node `y` (SpaceToDepth, opset 13): the size `4` is no multiple of 5");
    }

    @Test
    void picturesAreResizedToSizesWhoseBatchIsThatOfTheShape() {
        Graph graph = imported(
                node("Shape", Map.of(), "shape", "x"),
                node("Slice", Map.of(), "kept", "shape", "first", "second"),
                node("Concat", Map.of("axis", new Attribute.Whole(0)), "sizes", "kept", "wanted"),
                node("Resize", Map.of(), "y", "x", "", "", "sizes"));
        assertThat(type(graph)).isEqualTo("real[batch, 8, 7, 9]");
    }

    @Test
    void numbersUpToAFreeSizeAreCounted() {
        Graph graph = imported(
                node("Shape", Map.of(), "shape", "x"),
                node("Gather", Map.of(), "batch", "shape", "zero"),
                node("Range", Map.of(), "y", "zero", "batch", "one"));
        assertThat(type(graph)).isEqualTo("i32[batch]");
    }

    @Test
    void numbersUpToAFreeSizeAreAlsoReal() {
        var real = Map.<String, Attribute>of("to", new Attribute.Whole(1));
        Graph graph = imported(
                node("Size", Map.of(), "count", "x"),
                node("Cast", real, "end", "count"),
                node("Cast", real, "from", "zero"),
                node("Cast", real, "by", "eight"),
                node("Range", Map.of(), "y", "from", "end", "by"));
        assertThat(type(graph)).isEqualTo("real[24 * batch]");
        assertThatThrownBy(() -> imported(
                        node("Size", Map.of(), "count", "x"), node("Range", Map.of(), "y", "one", "count", "eight")))
                .hasMessage("node `y` (Range, opset 13): its length is not whole for all sizes: fix one with --dim");
    }

    @Test
    void asManyOfTheFirstAsAFreeSizeSaysAreLookedUp() {
        Graph graph = imported(
                node("Shape", Map.of(), "shape", "x"),
                node("Slice", Map.of(), "batch", "shape", "first", "last"),
                node("Slice", Map.of(), "y", "wanted", "first", "batch"));
        assertThat(type(graph)).isEqualTo("i32[batch]");
    }

    @Test
    void stepsAlongAFreeAxisAreRefused() {
        var pooled = Map.<String, Attribute>of(
                "kernel_shape",
                new Attribute.Wholes(List.of(2L, 2L)),
                "strides",
                new Attribute.Wholes(List.of(2L, 2L)));
        var turned = Map.<String, Attribute>of("perm", new Attribute.Wholes(List.of(1L, 2L, 3L, 0L)));
        assertThatThrownBy(() ->
                        imported(node("Transpose", turned, "turned", "x"), node("MaxPool", pooled, "y", "turned")))
                .hasMessageContaining("the size `batch` of axis 3 has to be known: fix it with --dim");
    }

    @Test
    void aPartWithoutElementsHasNoFreeSizes() {
        var nothing = Map.<String, Attribute>of(
                "axis", new Attribute.Whole(1), "split", new Attribute.Wholes(List.of(0L, 8L)));
        assertThatThrownBy(() -> imported(node("Split", nothing, "y", "x")))
                .hasMessageContaining("a part is empty, and the size `batch` has to be known: fix it with --dim");
    }

    @Test
    void aLoopOfAFreeNumberOfTurnsIsRefused() {
        var body = new OnnxGraph("body", List.of(), List.of(), List.of(), List.of());
        assertThatThrownBy(() -> imported(
                        node("Size", Map.of(), "count", "x"),
                        node("Loop", Map.of("body", new Attribute.Body(body)), "y", "count", "")))
                .hasMessageContaining("it takes 192 * batch turns, which are written out: fix the size with --dim");
    }

    @Test
    void placesAreFoundInTensorsOfFreeSizes() {
        Graph scattered = imported(
                node("Shape", Map.of(), "shape", "x"),
                node("ConstantOfShape", Map.of(), "zeros", "shape"),
                node("ArgMax", Map.of("axis", new Attribute.Whole(1)), "places", "x"),
                node("ReduceMax", Map.of("axes", new Attribute.Wholes(List.of(1L))), "largest", "x"),
                node("ScatterElements", Map.of("axis", new Attribute.Whole(1)), "y", "zeros", "places", "largest"));
        assertThat(type(scattered)).isEqualTo("real[batch, 8, 4, 6]");
        Graph gathered = imported(
                node("ArgMax", Map.of("axis", new Attribute.Whole(3)), "places", "x"),
                node("GatherND", Map.of("batch_dims", new Attribute.Whole(3)), "y", "x", "places"));
        assertThat(type(gathered)).isEqualTo("real[batch, 8, 4]");
    }

    @Test
    void aLongNameOfAFileIsCut() {
        assertThat(imported("m".repeat(100), node("Relu", Map.of(), "y", "x")).name())
                .isEqualTo("M" + "m".repeat(55));
    }
}
