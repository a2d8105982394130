// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.imports;

import static org.gradwright.compiler.build.Functions.reshape;
import static org.gradwright.compiler.build.Functions.scatterAdd;
import static org.gradwright.compiler.build.Terms.matmul;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.gradwright.compiler.build.Term;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.Tensor;

/** Operators over the places of a picture: the grid of an affine map, and blocks put back where they were taken. */
final class Grids {
    private Grids() {}

    static final Map<String, Operator> ALL =
            Table.of(Table.single("AffineGrid", Grids::affine), Table.single("Col2Im", Grids::folded));

    /** The points {@code [batch, ..., axes]} that matrices {@code [batch, axes, axes + 1]} make of those of a picture. */
    private static Term affine(Call c) {
        List<Size> wanted = c.lengths(1);
        int[] sizes = wanted.stream()
                .skip(Windows.LEADING)
                .mapToInt(size -> (int) size.known())
                .toArray();
        Tensor places = homogeneous(sizes, c.settings().flag("align_corners", false));
        Term mapped = matmul(c.network().literal(new Value.Known(places, Element.REAL)), c.x().transposed());
        var shape = new ArrayList<>(wanted);
        shape.remove(1);
        shape.add(Size.of(sizes.length));
        return reshape(c.let("mapped", mapped), c.list(new Shape(shape)));
    }

    /** Coordinates from -1 to 1, that of the last axis first, and a one. */
    private static Tensor homogeneous(int[] sizes, boolean cornersAligned) {
        int count = Arrays.stream(sizes).reduce(1, Math::multiplyExact);
        int width = sizes.length + 1;
        Tensor places = Tensor.zeros(count, width);
        for (int i = 0; i < count; i++) {
            int rest = i;
            for (int axis = sizes.length - 1; axis >= 0; axis--) {
                double size = sizes[axis];
                double at = cornersAligned && size > 1
                        ? 2 * (rest % size) / (size - 1) - 1
                        : cornersAligned ? -1 : (2 * (rest % size) + 1) / size - 1;
                places.data()[i * width + sizes.length - 1 - axis] = at;
                rest /= sizes[axis];
            }
            places.data()[i * width + sizes.length] = 1;
        }
        return places;
    }

    /** Blocks {@code [batch, channels * places of a block, blocks]}, those that overlap added; with the padding, then without. */
    private static Term folded(Call c) {
        List<Integer> image = c.wholes(1);
        List<Integer> block = c.wholes(2);
        int axes = image.size();
        List<Integer> pads = c.settings().wholes("pads", Call.times(2 * axes, 0));
        int[] padded = IntStream.range(0, axes)
                .map(i -> image.get(i) + pads.get(i) + pads.get(axes + i))
                .toArray();
        int each = block.stream().reduce(1, Math::multiplyExact);
        Size batch = c.shape(0).size(0);
        Size channels = Size.of(c.size(0, 1) / each);
        int[] places = places(c, block, padded);
        Term apart = reshape(c.x(), c.list(new Shape(List.of(batch, channels, Size.of(places.length)))));
        var known = new Tensor(
                new int[] {places.length},
                Arrays.stream(places).asDoubleStream().toArray());
        Term indices = c.network().literal(new Value.Known(known, Element.I32));
        int count = Arrays.stream(padded).reduce(1, Math::multiplyExact);
        Term sum =
                c.let("sum", scatterAdd(c.let("apart", apart), indices, count).axis(2));
        var shape = new ArrayList<>(List.of(batch, channels));
        Arrays.stream(padded).forEach(size -> shape.add(Size.of(size)));
        return cut(c, c.let("padded", reshape(sum, c.list(new Shape(shape)))), image, pads);
    }

    private static Term cut(Call c, Term padded, List<Integer> image, List<Integer> pads) {
        Term result = padded;
        for (int i = 0; i < image.size(); i++) {
            boolean whole = pads.get(i) == 0 && pads.get(image.size() + i) == 0;
            int from = pads.get(i);
            int rank = image.size() + Windows.LEADING;
            result = whole
                    ? result
                    : c.let("cut", Shapes.part(result, rank, Windows.LEADING + i, from, from + image.get(i), 1));
        }
        return result;
    }

    /** Where each place of a block lies for each block, in the padded picture. */
    private static int[] places(Call c, List<Integer> block, int[] padded) {
        int axes = padded.length;
        List<Integer> strides = c.settings().wholes("strides", Call.times(axes, 1));
        List<Integer> dilations = c.settings().wholes("dilations", Call.times(axes, 1));
        int[] places = {0};
        for (int i = 0; i < axes; i++) {
            places = refined(places, padded[i], block.get(i), dilations.get(i));
        }
        int[] starts = {0};
        for (int i = 0; i < axes; i++) {
            int extent = (block.get(i) - 1) * dilations.get(i) + 1;
            starts = refined(starts, padded[i], (padded[i] - extent) / strides.get(i) + 1, strides.get(i));
        }
        int[] all = starts;
        return Arrays.stream(places)
                .flatMap(p -> Arrays.stream(all).map(s -> p + s))
                .toArray();
    }

    /** Each place of outer axes with each of so many along the next one. */
    private static int[] refined(int[] outer, int size, int count, int step) {
        return Arrays.stream(outer)
                .flatMap(o -> IntStream.range(0, count).map(i -> o * size + i * step))
                .toArray();
    }
}
