// SPDX-License-Identifier: Apache-2.0
package org.gradwright.conformance;

import java.util.Collections;
import java.util.List;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;

/** Operators that move elements, by Python's rules. */
final class Rearrangement {
    private Rearrangement() {}

    /** The shape asked for; one size may be -1, which means what is left. */
    static Shape reshaped(Operator.Call c) {
        List<Integer> sizes = c.attributes().wholes("shape");
        long known = sizes.stream().filter(size -> size != -1).mapToLong(i -> i).reduce(1, (a, b) -> a * b);
        long left = known == 0 ? 0 : count(c.x()) / known;
        return Shape.of(
                sizes.stream().mapToLong(size -> size == -1 ? left : size).toArray());
    }

    private static long count(Node x) {
        return x.shape().count().known();
    }

    static Node transpose(Operator.Call c) {
        Shape shape = c.x().shape();
        List<Integer> order =
                c.attributes().wholes("perm").stream().map(shape::axis).toList();
        return c.g().transpose(c.x(), order);
    }

    static Node broadcastTo(Operator.Call c) {
        long[] sizes = c.attributes().wholes("shape").stream().mapToLong(i -> i).toArray();
        return c.g().broadcastTo(c.x(), Shape.of(sizes));
    }

    static Node slice(Operator.Call c) {
        List<Integer> axes = c.attributes().wholes("axes");
        List<Integer> starts = c.attributes().wholes("starts");
        List<Integer> ends = c.attributes().wholes("ends");
        List<Integer> steps = c.attributes().optionalWholes("steps").orElse(Collections.nCopies(axes.size(), 1));
        Node sliced = c.x();
        for (int i = 0; i < axes.size(); i++) {
            sliced = sliced(c, sliced, axes.get(i), starts.get(i), ends.get(i), steps.get(i));
        }
        return sliced;
    }

    private static Node sliced(Operator.Call c, Node x, int axis, int start, int end, int step) {
        int size = size(x, axis);
        int from = bound(start, size, step);
        int to = bound(end, size, step);
        boolean empty = step > 0 ? to <= from : to >= from;
        return c.g().slice(x, axis, Size.of(from), Size.of(empty ? from : to), step);
    }

    private static int size(Node x, int axis) {
        return (int) x.shape().size(x.shape().axis(axis)).known();
    }

    /** A bound counted from the end if negative, and within what a step of this direction can reach. */
    private static int bound(int bound, int size, int step) {
        int counted = bound < 0 ? bound + size : bound;
        int lowest = step > 0 ? 0 : -1;
        int highest = step > 0 ? size : size - 1;
        return Math.max(lowest, Math.min(highest, counted));
    }

    static Node flip(Operator.Call c) {
        Node flipped = c.x();
        for (int axis : c.attributes().wholes("axes")) {
            flipped = c.g().flip(flipped, axis);
        }
        return flipped;
    }

    /** Negative numbers take away. */
    static Node pad(Operator.Call c) {
        Node padded = c.x();
        List<List<Integer>> pads = c.attributes().rows("pads");
        for (int axis = 0; axis < pads.size(); axis++) {
            padded = padded(
                    c, padded, axis, pads.get(axis).get(0), pads.get(axis).get(1));
        }
        return padded;
    }

    private static Node padded(Operator.Call c, Node x, int axis, int before, int after) {
        Size from = Size.of(Math.max(0, -before));
        Size to = Size.of(size(x, axis) - Math.max(0, -after));
        Node kept = before < 0 || after < 0 ? c.g().slice(x, axis, from, to, 1) : x;
        double value = c.attributes().number("value", 0);
        return c.g().pad(kept, axis, Size.of(Math.max(0, before)), Size.of(Math.max(0, after)), value);
    }

    /** Where the indices have less along another axis, only that much of {@code x} counts. */
    static Node takeAlong(Operator.Call c) {
        Node x = c.x();
        int along = x.shape().axis(c.attributes().whole("axis"));
        for (int axis = 0; axis < x.shape().rank(); axis++) {
            if (axis != along) {
                x = c.g().slice(x, axis, Size.ZERO, c.y().shape().size(axis), 1);
            }
        }
        return c.g().takeAlong(x, c.y(), along);
    }

    static Node cumsum(Operator.Call c) {
        boolean reverse = c.attributes().flag("reverse", false);
        boolean exclusive = c.attributes().flag("exclusive", false);
        return c.g().cumsum(c.x(), c.attributes().whole("axis"), reverse, exclusive);
    }
}
