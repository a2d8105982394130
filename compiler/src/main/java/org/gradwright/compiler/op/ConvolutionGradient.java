// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Size;

/** The derivatives of a convolution: the taps exchanged for the positions, or the filters turned round. */
final class ConvolutionGradient {
    private final Ops ops;
    private final List<Sliding> slides;
    private final Node x;
    private final Node w;

    ConvolutionGradient(Convolution convolution, Node node) {
        this.ops = Ops.at(node.origin());
        this.slides = convolution.slides();
        this.x = node.input(0);
        this.w = node.input(1);
    }

    /**
     * {@code dx[n, g, c, h] = sum over f, k of dy[n, g, f, i] w[g, f, c, k]} where {@code stride i + dilation k = h}: with
     * zeros between the positions and around them, the convolution with the filters in reverse.
     */
    Node ofInput(Node cotangent) {
        Node spread = cotangent;
        Node filters = w;
        var dense = new ArrayList<Sliding>();
        for (int i = 0; i < slides.size(); i++) {
            Sliding slide = slides.get(i);
            int axis = Convolution.LEADING + i;
            Size reach = taps(axis).minus(Size.ONE).times(slide.dilation());
            Size unseen = slide.unseen(x.shape().size(axis), taps(axis));
            spread = spread(spread, axis, reach, reach.plus(unseen), slide.stride() - 1);
            filters = ops.flip(filters, axis);
            dense.add(new Sliding(1, slide.dilation()));
        }
        return ops.node(new Convolution(dense), spread, exchanged(filters, 1, 2));
    }

    private Node spread(Node node, int axis, Size before, Size after, int interior) {
        boolean same = before.is(0) && after.is(0) && interior == 0;
        return same ? node : ops.node(new Pad(axis, before, after, interior, 0), node);
    }

    /**
     * {@code dw[g, f, c, k] = sum over n, i of dy[n, g, f, i] x[n, g, c, stride i + dilation k]}: the convolution of the input
     * with the cotangent, examples for channels.
     */
    Node ofFilters(Node cotangent) {
        Node seen = x;
        var exchanged = new ArrayList<Sliding>();
        for (int i = 0; i < slides.size(); i++) {
            int axis = Convolution.LEADING + i;
            Size size = x.shape().size(axis);
            Size unseen = slides.get(i).unseen(size, taps(axis));
            seen = ops.slice(seen, axis, Size.ZERO, size.minus(unseen), 1);
            exchanged.add(slides.get(i).exchanged());
        }
        Node product = ops.node(
                new Convolution(exchanged), exchanged(seen, 0, 2), exchanged(exchanged(cotangent, 0, 1), 1, 2));
        return exchanged(exchanged(product, 0, 1), 1, 2);
    }

    private Size taps(int axis) {
        return w.shape().size(axis);
    }

    private Node exchanged(Node node, int first, int second) {
        var order = new ArrayList<>(Axes.all(node.shape().rank()));
        Collections.swap(order, first, second);
        return ops.transpose(node, order);
    }
}
