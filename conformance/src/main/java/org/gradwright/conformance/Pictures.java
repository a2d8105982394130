// SPDX-License-Identifier: Apache-2.0
package org.gradwright.conformance;

import java.util.List;
import java.util.stream.IntStream;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.op.Images;
import org.gradwright.compiler.op.Sliding;

/** Convolution and pooling of {@code [n, channels, height, width]}. */
final class Pictures {
    private static final int AXES = 2;

    private Pictures() {}

    static Node convolve(Operator.Call c) {
        Node result = images(c).convolve(c.x(), c.y(), slides(c), padding(c), groups(c));
        return biased(c, result);
    }

    static Node convolveTransposed(Operator.Call c) {
        List<Integer> beyond = c.attributes().pair("output_padding", 0);
        Node result = images(c).convolveTransposed(c.x(), c.y(), slides(c), padding(c), beyond, groups(c));
        return biased(c, result);
    }

    private static Node biased(Operator.Call c, Node result) {
        if (c.arguments().size() < 3) {
            return result;
        }
        Node bias = c.g().expandDims(c.g().expandDims(c.argument(2), -1), -1);
        return c.g().add(result, bias);
    }

    static Node maxPool(Operator.Call c) {
        List<Integer> taps = c.attributes().pair("kernel", 1);
        return images(c).maxPool(c.x(), taps, windows(c, taps), padding(c));
    }

    static Node averagePool(Operator.Call c) {
        List<Integer> taps = c.attributes().pair("kernel", 1);
        boolean countsPadding = c.attributes().flag("count_include_pad", true);
        return images(c).averagePool(c.x(), taps, windows(c, taps), padding(c), countsPadding);
    }

    private static Images images(Operator.Call c) {
        return Images.with(c.g());
    }

    private static int groups(Operator.Call c) {
        return c.attributes().whole("groups", 1);
    }

    private static Images.Padding padding(Operator.Call c) {
        return Images.Padding.both(c.attributes().pair("padding", 0));
    }

    /** Without a stride windows lie side by side. */
    private static List<Sliding> windows(Operator.Call c, List<Integer> taps) {
        return c.attributes().has("stride")
                ? slides(c)
                : IntStream.range(0, AXES)
                        .mapToObj(i -> new Sliding(taps.get(i), 1))
                        .toList();
    }

    private static List<Sliding> slides(Operator.Call c) {
        List<Integer> strides = c.attributes().pair("stride", 1);
        List<Integer> dilations = c.attributes().pair("dilation", 1);
        return IntStream.range(0, AXES)
                .mapToObj(i -> new Sliding(strides.get(i), dilations.get(i)))
                .toList();
    }
}
