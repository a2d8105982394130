// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse.layout;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.op.Convolution;
import org.gradwright.compiler.op.Pad;
import org.gradwright.compiler.op.Reshape;
import org.gradwright.compiler.op.Sliding;

/** Finds the elements of an image between the zeros that a convolution reads with it, and the taps that lie on them. */
final class TapConvolutions {
    /** The axes of images that filters do not slide along: examples, groups, channels. */
    private static final int LEADING = 3;

    /** With a larger share of taps left, finding them costs more than the zeros. */
    private static final double MOST_LEFT = 0.8;

    private TapConvolutions() {}

    /** The same convolution without the zeros; empty where a size is not known, taps are not evenly spaced, or few lie on zeros. */
    static Optional<TapConvolution> of(Node node, Convolution convolution) {
        var ranges = new ArrayList<TapRange>();
        List<Sliding> slides = convolution.slides();
        for (int i = 0; i < slides.size(); i++) {
            Optional<TapRange> range = range(node, slides.get(i), slides.size() - i);
            if (range.isEmpty()) {
                return Optional.empty();
            }
            ranges.add(range.get());
        }
        double left = ranges.stream().mapToDouble(TapRange::share).reduce(1, (x, y) -> x * y);
        return left <= MOST_LEFT ? Optional.of(new TapConvolution(ranges)) : Optional.empty();
    }

    /** @param fromLast the axis, counted from the end */
    private static Optional<TapRange> range(Node node, Sliding slide, int fromLast) {
        Pad pad = pad(node, fromLast);
        Node elements = elements(node);
        Size size = size(elements, fromLast);
        Size taps = size(node.input(1), fromLast);
        Size positions = size(node, fromLast);
        boolean isKnown = size.isKnown()
                && taps.isKnown()
                && positions.isKnown()
                && (pad == null || pad.before().isKnown() && pad.after().isKnown());
        if (!isKnown || !TapRange.isEven(slide, pad)) {
            return Optional.empty();
        }
        int before = pad == null ? 0 : (int) pad.before().known();
        int spread = pad == null ? 1 : pad.interior() + 1;
        return Optional.of(
                new TapRange(slide, before, spread, (int) size.known(), (int) taps.known(), (int) positions.known()));
    }

    private static Size size(Node node, int fromLast) {
        return node.shape().size(node.shape().rank() - fromLast);
    }

    /** What a convolution reads, without the zeros around and between the elements of an axis that it slides along. */
    static Node elements(Node node) {
        Node x = node.input(0);
        var padded = new HashSet<Integer>();
        while (isView(x, slides(node)) || isZeros(x, slides(node)) && padded.add(fromLast(x))) {
            x = x.input(0);
        }
        return x;
    }

    /** The zeros that are left out along an axis; null for none. */
    private static Pad pad(Node node, int fromLast) {
        Node elements = elements(node);
        for (Node x = node.input(0); x != elements; x = x.input(0)) {
            if (x.operation() instanceof Pad pad && fromLast(x) == fromLast) {
                return pad;
            }
        }
        return null;
    }

    private static int slides(Node node) {
        return node.shape().rank() - LEADING;
    }

    /** The axis of a pad, counted from the end. */
    private static int fromLast(Node x) {
        return x.shape().rank() - ((Pad) x.operation()).axis();
    }

    /** Whether only axes in front of those that filters slide along are united or divided. */
    private static boolean isView(Node x, int slides) {
        if (!(x.operation() instanceof Reshape)) {
            return false;
        }
        Shape from = x.input(0).shape();
        int rank = x.shape().rank();
        return from.rank() > slides
                && from.size(0).equals(x.shape().size(0))
                && from.sizes()
                        .subList(from.rank() - slides, from.rank())
                        .equals(x.shape().sizes().subList(rank - slides, rank));
    }

    private static boolean isZeros(Node x, int slides) {
        return x.operation() instanceof Pad pad && pad.value() == 0 && x.shape().rank() - pad.axis() <= slides;
    }

    /** The shape of elements with the examples last. @param image what the convolution reads, the examples first */
    static Shape shape(Node image, Shape elements) {
        int slides = image.shape().rank() - LEADING;
        var sizes = new ArrayList<>(image.shape().sizes().subList(1, LEADING));
        int rank = elements.rank();
        sizes.addAll(elements.sizes().subList(rank - 1 - slides, rank));
        return new Shape(sizes);
    }
}
