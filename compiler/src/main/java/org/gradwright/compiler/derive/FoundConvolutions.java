// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.derive;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.op.Convolution;
import org.gradwright.compiler.op.Images;
import org.gradwright.compiler.op.Ops;
import org.gradwright.compiler.op.Pad;
import org.gradwright.compiler.op.Reshape;
import org.gradwright.compiler.op.Slice;
import org.gradwright.compiler.op.Sliding;
import org.gradwright.compiler.op.Transpose;

/** Finds convolutions in what {@link Images} has made of them. */
final class FoundConvolutions {
    private static final int LEADING = 2;

    private FoundConvolutions() {}

    /** The node as a convolution or a transposed one, if it is one. */
    static Node found(Node node) {
        if (node.operation() instanceof Slice slice) {
            return cropped(node, slice);
        }
        Node core = node.input(0);
        boolean fits = core.operation() instanceof Convolution convolution
                && !convolution.groupsLast()
                && convolution.slides().size() <= 3
                && core.input(0).operation() instanceof Reshape;
        return fits ? convolution(node, core, (Convolution) core.operation()) : node;
    }

    private static Node convolution(Node node, Node core, Convolution convolution) {
        int groups = (int) core.input(0).shape().size(1).known();
        Node x = core.input(0).input(0);
        Node w = core.input(1);
        if (w.operation() instanceof Reshape) {
            return convolved(node, x, w.input(0), convolution.slides(), groups);
        }
        boolean turned = w.operation() instanceof Transpose && w.input(0).operation() instanceof Reshape;
        return turned ? transposed(node, x, w.input(0).input(0), convolution.slides(), groups) : node;
    }

    private static Node convolved(Node node, Node x, Node w, List<Sliding> slides, int groups) {
        var before = new ArrayList<>(Collections.nCopies(slides.size(), 0));
        var after = new ArrayList<>(before);
        Node image = x;
        while (image.operation() instanceof Pad pad && isPlain(pad)) {
            before.set(pad.axis() - LEADING, (int) pad.before().known());
            after.set(pad.axis() - LEADING, (int) pad.after().known());
            image = image.input(0);
        }
        boolean fits = image.shape().rank() == LEADING + slides.size()
                && w.shape().rank() == image.shape().rank();
        return fits ? convolved(node, image, w, new Images.Padding(before, after), slides, groups) : node;
    }

    private static boolean isPlain(Pad pad) {
        return pad.axis() >= LEADING
                && pad.interior() == 0
                && pad.value() == 0
                && pad.before().isKnown()
                && pad.after().isKnown();
    }

    /** What no filter reaches is known where the image's size is. */
    private static Node convolved(Node node, Node x, Node w, Images.Padding padding, List<Sliding> slides, int groups) {
        var beyond = new ArrayList<Integer>();
        for (int i = 0; i < slides.size(); i++) {
            Size size = x.shape()
                    .size(LEADING + i)
                    .plus(padding.before().get(i) + padding.after().get(i));
            if (!size.isKnown()) {
                return node;
            }
            long taps = w.shape().size(LEADING + i).known();
            Sliding slide = slides.get(i);
            beyond.add((int) ((size.known() - (taps - 1) * slide.dilation() - 1) % slide.stride()));
        }
        var sweep = new Sweep(slides, padding, beyond, groups);
        return Ops.at(node.origin()).node(new Convolve(sweep), x, w);
    }

    /** Zeros between and around the positions, and filters in reverse. */
    private static Node transposed(Node node, Node x, Node w, List<Sliding> slides, int groups) {
        int axes = slides.size();
        var strides = new ArrayList<>(Collections.nCopies(axes, 1));
        var after = new ArrayList<>(Collections.nCopies(axes, 0L));
        Node positions = x;
        while (positions.operation() instanceof Pad pad
                && pad.axis() >= LEADING
                && pad.after().isKnown()) {
            strides.set(pad.axis() - LEADING, pad.interior() + 1);
            after.set(pad.axis() - LEADING, pad.after().known());
            positions = positions.input(0);
        }
        Node filters = w;
        while (filters.operation() instanceof Slice slice && slice.step() == -1) {
            filters = filters.input(0);
        }
        var beyond = new ArrayList<Integer>();
        var spread = new ArrayList<Sliding>();
        for (int i = 0; i < axes; i++) {
            long reach = (filters.shape().size(LEADING + i).known() - 1)
                    * slides.get(i).dilation();
            beyond.add((int) (after.get(i) - reach));
            spread.add(new Sliding(strides.get(i), slides.get(i).dilation()));
        }
        var none = Images.Padding.both(Collections.nCopies(axes, 0));
        Node found = Ops.at(node.origin())
                .node(new TransposedConvolve(new Sweep(spread, none, beyond, groups)), positions, filters);
        return found.shape().equals(node.shape()) ? found : node;
    }

    /** What a transposed convolution takes away at the borders. */
    private static Node cropped(Node node, Slice slice) {
        Node whole = node.input(0);
        boolean fits = whole.operation() instanceof TransposedConvolve
                && slice.axis() >= LEADING
                && slice.step() == 1
                && slice.start().isKnown()
                && whole.shape().size(slice.axis()).minus(slice.stop()).isKnown();
        return fits ? cropped(node, slice, ((TransposedConvolve) whole.operation()).sweep()) : node;
    }

    private static Node cropped(Node node, Slice slice, Sweep sweep) {
        Node whole = node.input(0);
        int axis = slice.axis() - LEADING;
        var before = new ArrayList<>(sweep.padding().before());
        var after = new ArrayList<>(sweep.padding().after());
        before.set(axis, before.get(axis) + (int) slice.start().known());
        after.set(
                axis,
                after.get(axis)
                        + (int) whole.shape()
                                .size(slice.axis())
                                .minus(slice.stop())
                                .known());
        var less = new Sweep(sweep.slides(), new Images.Padding(before, after), sweep.beyond(), sweep.groups());
        return Ops.at(node.origin()).node(new TransposedConvolve(less), whole.input(0), whole.input(1));
    }
}
