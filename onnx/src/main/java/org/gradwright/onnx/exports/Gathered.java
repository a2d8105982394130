// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.exports;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.op.Sliding;
import org.gradwright.compiler.op.Windows;
import org.gradwright.onnx.format.Attribute;
import org.gradwright.onnx.format.ElementType;
import org.gradwright.onnx.format.OnnxException;

/** Windows, for which ONNX has no operator of its own. */
final class Gathered {
    private Gathered() {}

    /** Axis by axis, the elements of each window are gathered; the windows' own axes then go to the end. */
    static String windows(Listing out, Node node, Windows windows, String x) {
        int axes = windows.taps().size();
        int leading = node.shape().rank() - 2 * axes;
        String result = x;
        for (int i = 0; i < axes; i++) {
            Size positions = node.shape().size(leading + i);
            if (!positions.isKnown()) {
                throw new OnnxException("the size of the axis has to be known: fix it with --dim");
            }
            Tensor index = places(
                    windows.slides().get(i),
                    (int) positions.known(),
                    windows.taps().get(i));
            String table = out.table("places", ElementType.INT64, index);
            result = out.add("Gather", List.of(result, table), Map.of("axis", new Attribute.Whole(leading + 2 * i)));
        }
        var order = new ArrayList<>(IntStream.range(0, leading).boxed().toList());
        IntStream.range(0, axes).forEach(i -> order.add(leading + 2 * i));
        IntStream.range(0, axes).forEach(i -> order.add(leading + 2 * i + 1));
        return out.add(
                "Transpose",
                List.of(result),
                Map.of(
                        "perm",
                        new Attribute.Wholes(
                                order.stream().map(Integer::longValue).toList())));
    }

    private static Tensor places(Sliding slide, int positions, int taps) {
        Tensor places = Tensor.zeros(positions, taps);
        for (int i = 0; i < places.data().length; i++) {
            int[] at = places.index(i);
            places.data()[i] = at[0] * slide.stride() + at[1] * slide.dilation();
        }
        return places;
    }
}
