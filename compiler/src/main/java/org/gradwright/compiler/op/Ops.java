// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Operation;
import org.gradwright.compiler.graph.Origin;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.kernel.Expr;

/**
 * Creates nodes, all with one origin. Every method throws {@link org.gradwright.compiler.graph.TypeError} when the
 * operands do not fit. An axis may be counted from the end.
 */
public final class Ops extends PointwiseOps {
    private static final int MOST_PARTS = 16;

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

    /** A table that is known when compiling; one value if all elements are equal. */
    public Node constant(Tensor value, Element element) {
        Node table = node(new ConstantTensor(element, value));
        boolean uniform = value.data().length > 0
                && Arrays.stream(value.data()).allMatch(v -> Double.compare(v, value.data()[0]) == 0);
        return uniform ? broadcastTo(node(new Constant(element, value.data()[0])), table.shape()) : table;
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
        if (x.operation() instanceof Reshape && x.name().isEmpty()) { // a named value may be differentiated by
            return reshape(x.input(0), shape);
        }
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

    /** Running sums: each element with those before it, or without itself, or counted from the end. */
    public Node cumsum(Node x, int axis, boolean reverse, boolean exclusive) {
        return Reductions.cumulative(this, Reduce.Kind.SUM, x, x.shape().axis(axis), reverse, exclusive);
    }

    /** Running products. */
    public Node cumprod(Node x, int axis) {
        return Reductions.cumulative(this, Reduce.Kind.PROD, x, x.shape().axis(axis), false, false);
    }

    /** The index of the largest element, the first of those that tie. */
    public Node argmax(Node x, int axis, boolean keep) {
        return node(new ArgReduce(true, x.shape().axis(axis), keep), x);
    }

    /** The index of the smallest element, the first of those that tie. */
    public Node argmin(Node x, int axis, boolean keep) {
        return node(new ArgReduce(false, x.shape().axis(axis), keep), x);
    }

    /** One after the other along an axis; many parts in several steps, for each part is a case in the code of an element. */
    public Node concat(List<Node> parts, int axis) {
        int along = parts.get(0).shape().axis(axis);
        List<Node> now = parts;
        while (now.size() > MOST_PARTS) {
            now = runs(now).stream().map(run -> concat(run, along)).toList();
        }
        return now.size() == 1 ? now.get(0) : node(new Concat(along), now.toArray(Node[]::new));
    }

    private static List<List<Node>> runs(List<Node> parts) {
        return IntStream.iterate(0, from -> from < parts.size(), from -> from + MOST_PARTS)
                .mapToObj(from -> parts.subList(from, Math.min(from + MOST_PARTS, parts.size())))
                .toList();
    }

    /** Side by side along a new axis; -1 makes it the last. */
    public Node stack(List<Node> parts, int axis) {
        int along = axis < 0 ? axis + parts.get(0).shape().rank() + 1 : axis;
        return concat(parts.stream().map(part -> expandDims(part, along)).toList(), along);
    }

    /** Elements {@code start, start + step, ...} before {@code stop}; to go down to index 0, {@code stop} is -1. */
    public Node slice(Node x, int axis, Size start, Size stop, int step) {
        int along = x.shape().axis(axis);
        boolean all = start.is(0) && stop.equals(x.shape().size(along)) && step == 1;
        return all ? x : node(new Slice(along, start, stop, step), x);
    }

    /** One element of an axis, which disappears. */
    public Node index(Node x, int axis, Size at) {
        return squeeze(slice(x, axis, at, at.plus(1), 1), axis);
    }

    /** An axis in reverse. */
    public Node flip(Node x, int axis) {
        Size size = x.shape().size(x.shape().axis(axis));
        return size.is(1) ? x : slice(x, axis, size.minus(Size.ONE), Size.of(-1), -1);
    }

    /** The elements moved along an axis; those that fall off its end come in at its start. */
    public Node roll(Node x, int axis, int shift) {
        return shift == 0 ? x : node(new Roll(x.shape().axis(axis), shift), x);
    }

    /** A constant before and after. */
    public Node pad(Node x, int axis, Size before, Size after, double value) {
        boolean none = before.is(0) && after.is(0);
        return none ? x : node(new Pad(x.shape().axis(axis), before, after, 0, value), x);
    }

    /** The slices of {@code x} at indices of any shape, which takes the place of the axis. */
    public Node gather(Node x, Node indices, int axis) {
        return node(new Gather(x.shape().axis(axis)), x, indices);
    }

    /** Zeros of a shape, with updates added at indices along an axis: the inverse of {@link #gather}. */
    public Node scatterAdd(Node indices, Node updates, Shape shape, int axis) {
        return node(new ScatterAdd(shape, shape.axis(axis)), indices, updates);
    }

    /** One element of {@code x} for each index, chosen along an axis; the other axes are equal. */
    public Node takeAlong(Node x, Node indices, int axis) {
        return node(new TakeAlong(x.shape().axis(axis)), x, indices);
    }

    /** Real, 1 at the index along a new last axis, else 0; all 0 for an index out of range. */
    public Node oneHot(Node indices, Size classes) {
        return toReal(equal(expandDims(indices, -1), iota(Shape.of(classes), 0)));
    }

    /** The value, through which no gradient passes. */
    public Node stopGradient(Node x) {
        return node(new StopGradient(), x);
    }

    /** {@code result}, derived by the formals as the cotangents say, which are nodes below the placeholder. */
    public Node customGradient(Node result, List<Node> formals, Node placeholder, List<Node> formalCotangents) {
        var operands = CustomGradient.operands(result, formals, placeholder, formalCotangents);
        return node(new CustomGradient(formals.size()), operands.toArray(Node[]::new));
    }

    /** A placeholder, see {@link Hole}. */
    public Node hole(String name, TensorType type) {
        return node(new Hole(name, type));
    }

    /** Draws of [0, 1), others in each step. */
    public Node randomUniform(Shape shape, int stream) {
        return node(new Random(Random.Kind.UNIFORM, shape, stream));
    }

    /** Draws of the standard normal distribution, others in each step. */
    public Node randomNormal(Shape shape, int stream) {
        return node(new Random(Random.Kind.NORMAL, shape, stream));
    }

    /** Whether this is a training step. */
    public Node training() {
        return node(new TrainingFlag());
    }

    /** A real scalar that depends on {@link org.gradwright.compiler.kernel.Givens#step()} alone. */
    public Node stepScalar(Expr expr) {
        return node(new StepScalar(expr));
    }
}
