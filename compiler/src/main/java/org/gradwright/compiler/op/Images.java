// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.TypeError;

/**
 * Convolution and pooling of {@code [n, channels, ...]} along all axes after the channels: one for a sequence, two for an
 * image, three for a volume. Every method throws {@link TypeError} when the operands do not fit.
 */
public final class Images {
    private static final int LEADING = 2;

    private final Ops ops;

    private Images(Ops ops) {
        this.ops = ops;
    }

    /** Nodes with the origin of {@code ops}. */
    public static Images with(Ops ops) {
        return new Images(ops);
    }

    /** Elements put around an image, one entry an axis. */
    public record Padding(List<Integer> before, List<Integer> after) {
        /** The same on both sides. */
        public static Padding both(List<Integer> padding) {
            return new Padding(padding, padding);
        }
    }

    /**
     * The cross-correlation with {@code w [filters, channels / groups, ...]}; zeros around x.
     *
     * @param groups channels and filters are dealt out to so many convolutions side by side
     */
    public Node convolve(Node x, Node w, List<Sliding> slides, Padding padding, int groups) {
        requireRank("convolve", x, slides.size());
        requireRank("convolve", w, slides.size());
        Node grouped = divided(padded(x, padding, 0), 1, groups);
        Node result = ops.node(new Convolution(slides), grouped, divided(w, 0, groups));
        return united(result);
    }

    /**
     * The transpose of the convolution with {@code w [channels, filters / groups, ...]}: the gradient by its input.
     *
     * @param padding what the convolution would put around: taken away here
     * @param beyond how many elements at the end of each axis no window of the convolution would reach
     */
    public Node convolveTransposed(
            Node x, Node w, List<Sliding> slides, Padding padding, List<Integer> beyond, int groups) {
        requireRank("convolve_transposed", x, slides.size());
        requireRank("convolve_transposed", w, slides.size());
        Node spread = x;
        Node turned = w;
        var dense = new ArrayList<Sliding>();
        for (int i = 0; i < slides.size(); i++) {
            Sliding slide = slides.get(i);
            Size reach = w.shape().size(LEADING + i).minus(Size.ONE).times(slide.dilation());
            Size after = reach.plus(beyond.get(i));
            spread = ops.node(new Pad(LEADING + i, reach, after, slide.stride() - 1, 0), spread);
            turned = ops.flip(turned, LEADING + i);
            dense.add(new Sliding(1, slide.dilation()));
        }
        Node filters = exchanged(divided(turned, 0, groups));
        Node whole = united(ops.node(new Convolution(dense), divided(spread, 1, groups), filters));
        return cropped(whole, padding);
    }

    private Node cropped(Node x, Padding padding) {
        Node result = x;
        for (int i = 0; i < padding.before().size(); i++) {
            Size size = x.shape().size(LEADING + i);
            Size stop = size.minus(Size.of(padding.after().get(i)));
            result = ops.slice(result, LEADING + i, Size.of(padding.before().get(i)), stop, 1);
        }
        return result;
    }

    /** The largest element of each window; of those that tie, the first gets the gradient. */
    public Node maxPool(Node x, List<Integer> taps, List<Sliding> slides, Padding padding) {
        requireRank("max_pool", x, slides.size());
        Node windows = windows(padded(x, padding, Double.NEGATIVE_INFINITY), taps, slides);
        Node largest = ops.max(windows, List.of(-1), false);
        Node cotangent = ops.hole("cotangent", largest.type());
        Size count = windows.shape().size(windows.shape().rank() - 1);
        Node own = ops.toReal(ops.iota(Shape.of(count), 0));
        Node ties = ops.where(ops.equal(windows, ops.expandDims(largest, -1)), own, ops.size(count));
        Node first = ops.equal(own, ops.min(ties, List.of(-1), true));
        Node routed = ops.where(first, ops.expandDims(cotangent, -1), ops.constant(0));
        return ops.customGradient(largest, List.of(windows), cotangent, List.of(routed));
    }

    /**
     * The mean of each window.
     *
     * @param countsPadding whether padding counts as zeros, or not at all
     */
    public Node averagePool(Node x, List<Integer> taps, List<Sliding> slides, Padding padding, boolean countsPadding) {
        requireRank("avg_pool", x, slides.size());
        Node sums = ops.sum(windows(padded(x, padding, 0), taps, slides), List.of(-1), false);
        if (countsPadding || IntStream.range(0, taps.size()).allMatch(i -> isBare(padding, i))) {
            return ops.div(sums, ops.constant(taps.stream().reduce(1, Math::multiplyExact)));
        }
        Node ones = ops.broadcastTo(ops.constant(1), new Shape(along(x)));
        Node counts = ops.sum(windows(padded(ones, padding, 0), taps, slides), List.of(-1), false);
        return ops.div(sums, counts);
    }

    private static boolean isBare(Padding padding, int axis) {
        return padding.before().get(axis) == 0 && padding.after().get(axis) == 0;
    }

    private static List<Size> along(Node x) {
        return x.shape().sizes().subList(LEADING, x.shape().rank());
    }

    /** The windows, all taps in one last axis. */
    private Node windows(Node x, List<Integer> taps, List<Sliding> slides) {
        Node windows = ops.node(new Windows(taps, slides), x);
        int outer = windows.shape().rank() - taps.size();
        var sizes = new ArrayList<>(windows.shape().sizes().subList(0, outer));
        sizes.add(windows.shape().product(outer, windows.shape().rank()));
        return ops.reshape(windows, new Shape(sizes));
    }

    /** Around the last axes. */
    private Node padded(Node x, Padding padding, double value) {
        int leading = x.shape().rank() - padding.before().size();
        Node result = x;
        for (int i = 0; i < padding.before().size(); i++) {
            Size before = Size.of(padding.before().get(i));
            result =
                    ops.pad(result, leading + i, before, Size.of(padding.after().get(i)), value);
        }
        return result;
    }

    /** An axis dealt out to groups. */
    private Node divided(Node x, int axis, int groups) {
        Size each = x.shape()
                .size(axis)
                .dividedBy(Size.of(groups))
                .orElseThrow(() ->
                        new TypeError(x.shape().size(axis) + " in axis " + axis + " is not divisible by " + groups));
        var sizes = new ArrayList<>(x.shape().sizes());
        sizes.set(axis, each);
        sizes.add(axis, Size.of(groups));
        return ops.reshape(x, new Shape(sizes));
    }

    /** Groups and filters as one axis again. */
    private Node united(Node y) {
        var sizes = new ArrayList<>(y.shape().sizes());
        Size filters = sizes.remove(1).times(sizes.get(1));
        sizes.set(1, filters);
        return ops.reshape(y, new Shape(sizes));
    }

    /** Filters for channels. */
    private Node exchanged(Node filters) {
        var order = new ArrayList<>(Axes.all(filters.shape().rank()));
        Collections.swap(order, 1, 2);
        return ops.transpose(filters, order);
    }

    private static void requireRank(String name, Node x, int axes) {
        if (!x.type().isReal() || x.shape().rank() != LEADING + axes) {
            throw new TypeError("`" + name + "` takes a real tensor of rank " + (LEADING + axes) + ", not " + x.type());
        }
    }
}
