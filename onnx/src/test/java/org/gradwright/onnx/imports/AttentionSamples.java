// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.imports;

import static org.gradwright.onnx.format.ElementType.FLOAT;

import java.util.ArrayList;
import java.util.List;

/** Models of one node: attention and what goes with it, and pictures sampled at points. */
final class AttentionSamples {
    private AttentionSamples() {}

    static List<OneNode> attention() {
        return List.of(
                attention(4, 4).with("is_causal", 1),
                attention(4, 2).with("scale", 0.3).with("softcap", 2.0),
                OneNode.of("Attention", 23)
                        .reals(2, 3, 8)
                        .reals(2, 5, 4)
                        .reals(2, 5, 6)
                        .truths(new int[] {3, 5}, 1, 1, 0, 0, 1, 0, 1, 1, 1, 0, 1, 0, 0, 0, 1)
                        .with("q_num_heads", 4)
                        .with("kv_num_heads", 2),
                attention(2, 2).reals(3, 5),
                attention(2, 2)
                        .reals(1, 2, 3, 9)
                        .reals(2, 2, 4, 4)
                        .reals(2, 2, 4, 6)
                        .gives(FLOAT, FLOAT, FLOAT));
    }

    private static OneNode attention(int heads, int groups) {
        return OneNode.of("Attention", 23)
                .reals(2, heads, 3, 4)
                .reals(2, groups, 5, 4)
                .reals(2, groups, 5, 6);
    }

    static List<OneNode> rotation() {
        int[] places = {2, 3};
        return List.of(
                OneNode.of("RotaryEmbedding", 23)
                        .reals(2, 4, 3, 8)
                        .reals(10, 4)
                        .reals(10, 4)
                        .wholes(places, 0, 1, 2, 7, 8, 9),
                OneNode.of("RotaryEmbedding", 23)
                        .reals(2, 3, 16)
                        .reals(2, 3, 2)
                        .reals(2, 3, 2)
                        .with("num_heads", 2)
                        .with("rotary_embedding_dim", 4)
                        .with("interleaved", 1));
    }

    static List<OneNode> sampling() {
        List<OneNode> nodes = new ArrayList<>();
        for (String padding : List.of("zeros", "border", "reflection")) {
            for (String mode : List.of("nearest", "linear", "cubic")) {
                nodes.add(sampled(mode, padding, nodes.size() % 2));
            }
        }
        nodes.add(
                OneNode.of("GridSample", 16).reals(2, 2, 4, 5).reals(2, 3, 2, 2).with("mode", "bicubic"));
        nodes.add(OneNode.of("GridSample", 20).reals(1, 2, 3, 4, 5).reals(1, 2, 2, 3, 3));
        nodes.add(OneNode.of("AffineGrid", 20).reals(2, 2, 3).listed(2, 3, 4, 5).with("align_corners", 1));
        nodes.add(OneNode.of("AffineGrid", 20).reals(2, 3, 4).listed(2, 1, 3, 4, 2));
        nodes.add(OneNode.of("Col2Im", 18)
                .reals(2, 8, 6)
                .listed(3, 5)
                .listed(2, 2)
                .with("strides", new int[] {2, 2})
                .with("pads", new int[] {1, 0, 0, 1}));
        return nodes;
    }

    private static OneNode sampled(String mode, String padding, int corners) {
        return OneNode.of("GridSample", 20)
                .reals(2, 2, 4, 5)
                .reals(2, 3, 4, 2)
                .with("mode", mode)
                .with("padding_mode", padding)
                .with("align_corners", corners);
    }
}
