// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.imports;

import static org.gradwright.onnx.format.ElementType.BOOL;
import static org.gradwright.onnx.format.ElementType.FLOAT;
import static org.gradwright.onnx.format.ElementType.INT64;

import java.util.ArrayList;
import java.util.List;

/** Models of one node, with the settings that an operator has had in its versions. */
final class OperatorSamples {
    private OperatorSamples() {}

    static List<OneNode> windows() {
        int[] two = {2, 2};
        int[] three = {3, 3};
        int[] around = {1, 0, 1, 1};
        return List.of(
                node("MaxPool", 8, 1, 2, 7, 6)
                        .with("kernel_shape", three)
                        .with("pads", around)
                        .gives(FLOAT, INT64),
                node("MaxPool", 11, 2, 3, 7, 6)
                        .with("kernel_shape", two)
                        .with("strides", two)
                        .with("ceil_mode", 1)
                        .gives(FLOAT, INT64),
                node("MaxPool", 12, 1, 2, 8)
                        .with("kernel_shape", new int[] {3})
                        .with("dilations", new int[] {2})
                        .gives(FLOAT, INT64),
                node("MaxPool", 12, 1, 1, 5, 6)
                        .with("kernel_shape", two)
                        .with("strides", two)
                        .with("storage_order", 1)
                        .gives(FLOAT, INT64),
                node("MaxPool", 12, 1, 2, 5, 6, 4).with("kernel_shape", new int[] {2, 3, 2}),
                node("MaxPool", 12, 1, 2, 7, 7)
                        .with("kernel_shape", three)
                        .with("strides", two)
                        .with("auto_pad", "SAME_UPPER"),
                node("AveragePool", 7, 1, 2, 7, 6)
                        .with("kernel_shape", three)
                        .with("pads", around)
                        .with("count_include_pad", 1),
                node("AveragePool", 11, 1, 2, 7, 6)
                        .with("kernel_shape", three)
                        .with("strides", two)
                        .with("ceil_mode", 1)
                        .with("pads", around),
                node("AveragePool", 19, 1, 2, 8, 9).with("kernel_shape", three).with("dilations", two),
                node("AveragePool", 19, 1, 2, 8, 9)
                        .with("kernel_shape", two)
                        .with("dilations", new int[] {2, 1})
                        .with("pads", around),
                node("LpPool", 11, 1, 2, 7, 6).with("kernel_shape", three).with("p", 3),
                node("LpPool", 18, 1, 2, 7, 6)
                        .with("kernel_shape", two)
                        .with("strides", two)
                        .with("pads", around),
                node("GlobalLpPool", 2, 2, 3, 4, 5).with("p", 1),
                node("GlobalMaxPool", 1, 2, 3, 4, 5),
                OneNode.of("MaxUnpool", 11)
                        .reals(1, 1, 2, 2)
                        .wholes(new int[] {1, 1, 2, 2}, 5, 7, 13, 15)
                        .with("kernel_shape", two)
                        .with("strides", two),
                OneNode.of("Conv", 11)
                        .reals(2, 4, 6, 6)
                        .reals(6, 2, 3, 3)
                        .reals(6)
                        .with("group", 2)
                        .with("auto_pad", "SAME_LOWER")
                        .with("strides", two),
                OneNode.of("Conv", 11).reals(1, 2, 9).reals(3, 2, 3).with("dilations", new int[] {2}),
                OneNode.of("ConvTranspose", 11)
                        .reals(1, 4, 4, 3)
                        .reals(4, 2, 3, 3)
                        .with("strides", two)
                        .with("output_padding", new int[] {1, 0})
                        .with("group", 2));
    }

    private static OneNode node(String operator, long opset, int... shape) {
        return OneNode.of(operator, opset).reals(shape);
    }

    static List<OneNode> resizing() {
        List<OneNode> nodes = new ArrayList<>();
        for (String mode : List.of("nearest", "linear", "cubic")) {
            for (String coordinates : List.of("half_pixel", "asymmetric", "align_corners", "pytorch_half_pixel")) {
                nodes.add(resized(13, 7, 9).with("mode", mode).with("coordinate_transformation_mode", coordinates));
                nodes.add(resized(11, 3, 2).with("mode", mode).with("coordinate_transformation_mode", coordinates));
            }
        }
        for (String rounding : List.of("round_prefer_floor", "round_prefer_ceil", "floor", "ceil")) {
            nodes.add(resized(19, 8, 3).with("nearest_mode", rounding));
        }
        nodes.add(resized(18, 2, 7)
                .with("mode", "cubic")
                .with("exclude_outside", 1)
                .with("cubic_coeff_a", -0.5));
        nodes.add(scaled("Resize", 13, 1, 1, 2, 1.5).with("mode", "linear"));
        nodes.add(scaled("Resize", 10, 1, 1, 2, 3));
        nodes.add(node("Upsample", 9, 1, 2, 4, 5).table(FLOAT, new int[] {4}, 1, 1, 2, 3));
        nodes.add(node("Upsample", 7, 1, 2, 4, 5)
                .with("scales", new float[] {1, 1, 2, 2})
                .with("mode", "linear"));
        nodes.add(node("Resize", 18, 1, 2, 4, 5)
                .absent()
                .absent()
                .listed(7, 9)
                .with("axes", new int[] {2, 3})
                .with("keep_aspect_ratio_policy", "not_larger"));
        nodes.add(node("Resize", 13, 1, 1, 4, 5)
                .table(FLOAT, new int[] {8}, 0, 0, 0.2, -0.3, 1, 1, 0.8, 1.2)
                .absent()
                .listed(1, 1, 3, 4)
                .with("mode", "linear")
                .with("coordinate_transformation_mode", "tf_crop_and_resize")
                .with("extrapolation_value", 10.0));
        return nodes;
    }

    private static OneNode resized(long opset, int height, int width) {
        OneNode node = node("Resize", opset, 1, 2, 4, 5);
        OneNode bare = opset < 13
                ? node.table(FLOAT, new int[] {0}).table(FLOAT, new int[] {0})
                : node.absent().absent();
        return bare.listed(1, 2, height, width);
    }

    private static OneNode scaled(String operator, long opset, double... scales) {
        OneNode node = node(operator, opset, 1, 2, 4, 5);
        return (opset < 11 ? node : node.absent()).table(FLOAT, new int[] {4}, scales);
    }

    static List<OneNode> choosing() {
        int[] shape = {2, 3};
        return List.of(
                OneNode.of("ScatterElements", 11)
                        .reals(4, 3)
                        .wholes(shape, 1, 0, 2, 3, 2, 1)
                        .reals(2, 3),
                OneNode.of("ScatterElements", 16)
                        .reals(3, 5)
                        .wholes(shape, 1, 0, 4, 3, 2, 1)
                        .reals(2, 3)
                        .with("axis", 1)
                        .with("reduction", "add"),
                OneNode.of("ScatterElements", 18)
                        .reals(4, 3)
                        .wholes(shape, 1, -1, 1, 1, 3, 1)
                        .reals(2, 3)
                        .with("reduction", "max"),
                OneNode.of("ScatterElements", 18)
                        .reals(4, 3)
                        .wholes(shape, 1, 0, 1, 1, 3, 1)
                        .reals(2, 3)
                        .with("reduction", "mul"),
                OneNode.of("ScatterND", 11)
                        .reals(4, 3, 2)
                        .wholes(new int[] {2, 1}, 3, 0)
                        .reals(2, 3, 2),
                OneNode.of("ScatterND", 18)
                        .reals(4, 3)
                        .wholes(new int[] {3, 2}, 3, 0, 1, -1, 3, 0)
                        .reals(3)
                        .with("reduction", "add"),
                OneNode.of("ScatterND", 18)
                        .reals(4, 3)
                        .wholes(new int[] {3, 1}, 3, 1, 3)
                        .reals(3, 3)
                        .with("reduction", "min"),
                OneNode.of("Compress", 11)
                        .reals(3, 4)
                        .table(BOOL, new int[] {3}, 1, 0, 1)
                        .with("axis", 0),
                OneNode.of("Compress", 9).reals(2, 2).table(BOOL, new int[] {4}, 0, 1, 1, 0),
                OneNode.of("ReverseSequence", 10).reals(4, 3, 2).wholes(new int[] {3}, 4, 1, 2),
                OneNode.of("ReverseSequence", 10)
                        .reals(3, 4)
                        .wholes(new int[] {3}, 3, 4, 2)
                        .with("batch_axis", 0)
                        .with("time_axis", 1),
                OneNode.of("Gather", 13)
                        .reals(4, 5)
                        .wholes(shape, 0, -1, 2, 3, 1, -4)
                        .with("axis", 1),
                OneNode.of("TopK", 11).reals(3, 6).listed(2).with("largest", 0).gives(FLOAT, INT64),
                OneNode.of("OneHot", 11)
                        .wholes(new int[] {3}, 0, -1, 2)
                        .table(INT64, new int[0], 4)
                        .table(FLOAT, new int[] {2}, -1, 3)
                        .with("axis", 0));
    }

    static List<OneNode> recurrent() {
        List<OneNode> nodes = new ArrayList<>();
        for (String direction : List.of("forward", "reverse", "bidirectional")) {
            int ways = direction.startsWith("b") ? 2 : 1;
            nodes.add(recurrent("LSTM", 4, ways)
                    .reals(ways, 40)
                    .wholes32(5, 2, 3)
                    .with("direction", direction)
                    .gives(FLOAT, FLOAT, FLOAT));
            nodes.add(recurrent("GRU", 3, ways)
                    .reals(ways, 30)
                    .with("linear_before_reset", 1)
                    .with("direction", direction)
                    .gives(FLOAT, FLOAT));
            nodes.add(recurrent("RNN", 1, ways)
                    .absent()
                    .wholes32(1, 5, 4)
                    .reals(ways, 3, 5)
                    .with("direction", direction)
                    .gives(FLOAT, FLOAT));
        }
        nodes.add(recurrent("LSTM", 4, 1)
                .absent()
                .absent()
                .reals(1, 3, 5)
                .reals(1, 3, 5)
                .reals(1, 15)
                .with("clip", 0.4)
                .gives(FLOAT, FLOAT, FLOAT));
        nodes.add(recurrent("GRU", 3, 1)
                .with("activations", new String[] {"HardSigmoid", "ScaledTanh"})
                .with("activation_alpha", new float[] {0.3f, 0.8f})
                .with("activation_beta", new float[] {0.4f, 0.9f})
                .gives(FLOAT, FLOAT));
        nodes.add(recurrent("RNN", 1, 1)
                .with("activations", new String[] {"LeakyRelu"})
                .with("activation_alpha", new float[] {0.2f})
                .gives(FLOAT, FLOAT));
        return nodes;
    }

    private static OneNode recurrent(String operator, int gates, int ways) {
        return OneNode.of(operator, 14)
                .reals(5, 3, 4)
                .reals(ways, gates * 5, 4)
                .reals(ways, gates * 5, 5)
                .with("hidden_size", 5);
    }

    static List<OneNode> others() {
        return List.of(
                node("Slice", 9, 4, 6)
                        .with("starts", new int[] {1, -4})
                        .with("ends", new int[] {3, 9})
                        .with("axes", new int[] {0, 1}),
                node("Pad", 2, 2, 3).with("pads", new int[] {0, 1, 1, 2}).with("value", 1.5),
                node("Pad", 13, 2, 5).listed(0, 2, 0, 3).with("mode", "reflect"),
                node("Squeeze", 11, 1, 3, 1).with("axes", new int[] {0}),
                node("Unsqueeze", 11, 3, 2).with("axes", new int[] {1, 3}),
                node("Softmax", 11, 2, 3, 4).with("axis", 1),
                node("Softmax", 13, 2, 3, 4).with("axis", 1),
                node("Clip", 6, 3, 4).with("min", -0.5).with("max", 0.7),
                node("ReduceSum", 11, 2, 3, 4).with("axes", new int[] {1}).with("keepdims", 0),
                node("ReduceMax", 18, 2, 3, 4).listed(-1),
                node("Gelu", 20, 3, 4).with("approximate", "tanh"),
                node("IsInf", 10, 3, 4).gives(BOOL),
                node("LayerNormalization", 17, 2, 3, 4).reals(4).reals(4),
                node("GroupNormalization", 21, 2, 4, 5).reals(4).reals(4).with("num_groups", 2));
    }
}
