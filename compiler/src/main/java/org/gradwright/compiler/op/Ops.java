// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Operation;
import org.gradwright.compiler.graph.Origin;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;

/**
 * Creates nodes, all with one origin. Every method throws {@link org.gradwright.compiler.graph.TypeError} when the
 * operands do not fit. An axis may be counted from the end.
 */
public final class Ops extends PointwiseOps {
    private Ops(Origin origin) {
        super(origin);
    }

    /** Nodes that come from this place of the model. */
    public static Ops at(Origin origin) {
        return new Ops(origin);
    }

    /** Any operation. */
    public Node node(Operation operation, Node... inputs) {
        return Node.of(operation, origin(), List.of(inputs));
    }

    /** A real scalar. */
    public Node constant(double value) {
        return node(new Constant(Element.REAL, value));
    }

    public Node truth(boolean value) {
        return node(new Constant(Element.BOOL, value ? 1 : 0));
    }

    /** An {@code i32} scalar. */
    public Node whole(int value) {
        return node(new Constant(Element.I32, value));
    }

    /** Zeros of the type of a node. */
    public Node zerosLike(Node x) {
        return broadcastTo(node(new Constant(x.type().element(), 0)), x.shape());
    }

    /** A size as a real scalar. */
    public Node size(Size size) {
        return size.isKnown() ? constant(size.known()) : node(new SizeValue(size));
    }

    /** Each element is its own index along the axis. */
    public Node iota(Shape shape, int axis) {
        return node(new Iota(shape, shape.axis(axis)));
    }

    /** NumPy's rules: vectors are rows on the left and columns on the right, leading axes broadcast. */
    public Node matmul(Node a, Node b) {
        return Products.matmul(this, a, b);
    }

    /** The axes in another order. */
    public Node transpose(Node x, int... permutation) {
        return transpose(x, IntStream.of(permutation).boxed().toList());
    }

    /** The axes in another order. */
    public Node transpose(Node x, List<Integer> permutation) {
        return permutation.equals(Axes.all(x.shape().rank())) ? x : node(new Transpose(permutation), x);
    }

    /** The last two axes exchanged. */
    public Node transposeLast(Node x) {
        var permutation = new ArrayList<>(Axes.all(x.shape().rank()));
        java.util.Collections.swap(permutation, x.shape().axis(-1), x.shape().axis(-2));
        return transpose(x, permutation);
    }

    public Node reshape(Node x, Shape shape) {
        return x.shape().equals(shape) ? x : node(new Reshape(shape), x);
    }

    public Node broadcastTo(Node x, Shape shape) {
        return x.shape().equals(shape) ? x : node(new BroadcastTo(shape), x);
    }

    /** A new axis of size 1 before {@code axis}; -1 appends it. */
    public Node expandDims(Node x, int axis) {
        var sizes = new ArrayList<>(x.shape().sizes());
        sizes.add(axis < 0 ? axis + sizes.size() + 1 : axis, Size.ONE);
        return reshape(x, new Shape(sizes));
    }

    /** Without an axis of size 1. */
    public Node squeeze(Node x, int axis) {
        return reshape(x, Axes.reduced(x.shape(), List.of(x.shape().axis(axis)), false));
    }

    /** Sums what a broadcast from {@code shape} to that of {@code x} repeated. */
    public Node sumTo(Node x, Shape shape) {
        List<Integer> axes = Broadcasting.extended(x.shape(), shape);
        boolean leading = axes.size() == x.shape().rank() - shape.rank();
        return reshape(sum(x, axes, !leading), shape);
    }

    /** Every axis of a node. */
    public static List<Integer> axes(Node x) {
        return Axes.all(x.shape().rank());
    }

    /** The sum; a condition counts as 0 or 1. */
    public Node sum(Node x, List<Integer> axes, boolean keep) {
        return Reductions.reduce(this, Reduce.Kind.SUM, x, axes, keep);
    }

    public Node max(Node x, List<Integer> axes, boolean keep) {
        return Reductions.reduce(this, Reduce.Kind.MAX, x, axes, keep);
    }

    public Node min(Node x, List<Integer> axes, boolean keep) {
        return Reductions.reduce(this, Reduce.Kind.MIN, x, axes, keep);
    }

    public Node prod(Node x, List<Integer> axes, boolean keep) {
        return Reductions.reduce(this, Reduce.Kind.PROD, x, axes, keep);
    }

    /** The mean; a condition counts as 0 or 1. */
    public Node mean(Node x, List<Integer> axes, boolean keep) {
        return div(sum(toReal(x), axes, keep), size(Reductions.count(x, axes)));
    }

    /** The variance, its sum of squares divided by the count less {@code correction}: 0 biased, 1 unbiased. */
    public Node var(Node x, List<Integer> axes, boolean keep, double correction) {
        return Reductions.variance(this, x, axes, keep, correction);
    }

    /** The root of the sum of squares; its gradient at 0 is 0. */
    public Node norm(Node x, List<Integer> axes, boolean keep) {
        return Reductions.norm(this, x, axes, keep);
    }

    /** {@code log(sum(exp(x)))}, which does not overflow before its result does. */
    public Node logsumexp(Node x, List<Integer> axes, boolean keep) {
        return Reductions.logSumExp(this, x, axes, keep);
    }

    /** The value, through which no gradient passes. */
    public Node stopGradient(Node x) {
        return node(new StopGradient(), x);
    }
}
