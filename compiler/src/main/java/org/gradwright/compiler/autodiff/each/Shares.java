// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.autodiff.each;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.op.Ops;

/**
 * One value for each example, in one node. As long as examples keep to themselves, the value of an example is zero but for
 * its own place along an axis: then the values lie in one tensor of the shape of one of them, <em>along</em> that axis. Where
 * that axis is summed over they come <em>apart</em>: each has its own place in a new first axis.
 *
 * @param axis along which the examples lie; -1 for values that are apart
 * @param outer how often the examples repeat along the axis, from outside: it is a merged one of this size, theirs and inner
 * @param inner how many neighbours along the axis belong to the same example
 */
record Shares(Node node, int axis, Size outer, Size inner) {
    private static final int APART = -1;

    /** Along an axis that counts examples and nothing else. */
    static Shares along(Node node, int axis) {
        return new Shares(node, axis, Size.ONE, Size.ONE);
    }

    /** With a first axis of examples. */
    static Shares apart(Node node) {
        return new Shares(node, APART, Size.ONE, Size.ONE);
    }

    boolean isApart() {
        return axis == APART;
    }

    /** Whether the axis counts examples and nothing else. */
    boolean isPlain() {
        return outer.is(1) && inner.is(1);
    }

    /** The same values in another node along another axis. */
    Shares in(Node other, int place) {
        return new Shares(other, place, outer, inner);
    }

    /** How many axes there are from that of the examples on. */
    int fromEnd() {
        return node.shape().rank() - axis;
    }

    /** Whether other values lie as these do, counted from the last axis. */
    boolean liesAs(Shares other) {
        return !isApart()
                && !other.isApart()
                && fromEnd() == other.fromEnd()
                && outer.equals(other.outer)
                && inner.equals(other.inner);
    }

    /** The same with a merged axis taken apart into three, the second of which counts the examples. */
    Shares split(Size examples) {
        if (isPlain()) {
            return this;
        }
        var sizes = new ArrayList<>(node.shape().sizes());
        sizes.remove(axis);
        sizes.addAll(axis, List.of(outer, examples, inner));
        return along(ops().reshape(node, new Shape(sizes)), axis + 1);
    }

    /** The same values apart from each other. A row of the result is zero but for one place: it is never stored. */
    Node apart(Size examples) {
        if (isApart()) {
            return node;
        }
        Shares plain = split(examples);
        int rank = plain.node.shape().rank();
        Shape square = ones(rank + 1).with(0, examples).with(plain.axis + 1, examples);
        Ops ops = ops();
        Node own = ops.equal(ops.iota(square, 0), ops.iota(square, plain.axis + 1));
        Node rows = ops.where(own, ops.expandDims(plain.node, 0), ops.constant(0));
        return ops.reshape(rows, first(examples, node.shape()));
    }

    private Ops ops() {
        return Ops.at(node.origin());
    }

    /** A shape with a first axis more. */
    static Shape first(Size size, Shape shape) {
        var sizes = new ArrayList<>(List.of(size));
        sizes.addAll(shape.sizes());
        return new Shape(sizes);
    }

    private static Shape ones(int rank) {
        return new Shape(IntStream.range(0, rank).mapToObj(axis -> Size.ONE).toList());
    }

    /** Values that are apart, with so many axes behind that of the examples: new ones of size 1 come in front. */
    static Node lifted(Node apart, int rank) {
        var sizes = new ArrayList<>(apart.shape().sizes());
        while (sizes.size() < rank + 1) {
            sizes.add(1, Size.ONE);
        }
        return Ops.at(apart.origin()).reshape(apart, new Shape(sizes));
    }

    /** A node with one of its axes elsewhere. */
    static Node moved(Node node, int from, int to) {
        List<Integer> order = new ArrayList<>(Ops.axes(node));
        order.add(to, order.remove(from));
        return Ops.at(node.origin()).transpose(node, order);
    }
}
