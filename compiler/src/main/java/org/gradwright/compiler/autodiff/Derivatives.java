// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.autodiff;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Rewriter;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.graph.TypeError;
import org.gradwright.compiler.op.Ops;

/** Derivatives other than the gradient, all made of it. */
public final class Derivatives {
    /** A Jacobian writes the derivative out once for each element of the smaller side. */
    private static final long MOST_ROWS = 4096;

    private Derivatives() {}

    /**
     * All derivatives of {@code y} by {@code x}, of shape {@code y.shape ++ x.shape}: a gradient for each element of
     * {@code y}, or a directional derivative for each of {@code x} where that is less or {@code y} has a free size.
     *
     * @throws TypeError when both have free sizes, or the side of known size has more than 4096 elements
     */
    public static Node jacobian(Node y, Node x) {
        boolean byRow = count(y) <= count(x);
        long rows = byRow ? count(y) : count(x);
        if (rows > MOST_ROWS) {
            throw new TypeError("a jacobian needs at most " + MOST_ROWS
                    + " elements of known size on one side: it is of " + y.type() + " by " + x.type());
        }
        return byRow ? byRows(y, x, (int) rows) : byColumns(y, x, (int) rows);
    }

    private static long count(Node node) {
        return node.shape().isKnown() ? node.shape().count().known() : Long.MAX_VALUE;
    }

    private static Node byRows(Node y, Node x, int rows) {
        var g = Ops.at(y.origin());
        Node stacked = stack(g, 0, x.shape(), rows, row -> Gradients.of(y, List.of(x), oneHot(g, y.shape(), rows, row))
                .get(0));
        return g.reshape(stacked, joined(y.shape(), x.shape()));
    }

    private static Node byColumns(Node y, Node x, int columns) {
        var g = Ops.at(y.origin());
        Node stacked = stack(
                g, y.shape().rank(), y.shape(), columns, column -> jvp(y, x, oneHot(g, x.shape(), columns, column)));
        return g.reshape(stacked, joined(y.shape(), x.shape()));
    }

    private static Node stack(Ops g, int axis, Shape part, int count, IntFunction<Node> element) {
        if (count == 0) {
            var sizes = new ArrayList<>(part.sizes());
            sizes.add(axis, Size.ZERO);
            return g.broadcastTo(g.constant(0), new Shape(sizes));
        }
        return g.stack(IntStream.range(0, count).mapToObj(element).toList(), axis);
    }

    private static Node oneHot(Ops g, Shape shape, int count, int at) {
        var flat = new Tensor(shape.evaluate(java.util.Map.of()), new double[count]);
        flat.data()[at] = 1;
        return g.constant(flat, Element.REAL);
    }

    private static Shape joined(Shape a, Shape b) {
        return new Shape(Stream.concat(a.sizes().stream(), b.sizes().stream()).toList());
    }

    /**
     * The derivative of {@code y} along {@code v}, of {@code y}'s shape; {@code v} has {@code x}'s. The gradient is linear in
     * its cotangent, so the gradient of the gradient by that cotangent is the derivative forwards.
     */
    public static Node jvp(Node y, Node x, Node v) {
        var g = Ops.at(y.origin());
        requireSameShape(x, v);
        Node cotangent = hole(y);
        Node gradient = Gradients.of(y, List.of(x), cotangent).get(0);
        Node forwards = Gradients.of(g.mul(gradient, v), List.of(cotangent)).get(0);
        return filled(List.of(forwards), List.of(cotangent), List.of(g.zerosLike(y)))
                .get(0);
    }

    /** The Hessian of {@code y}, one number, by all of {@code xs} together, times vectors of their shapes. */
    public static List<Node> hvp(Node y, List<Node> xs, List<Node> vs) {
        var g = Ops.at(y.origin());
        List<Node> gradients = Gradients.of(y, xs);
        List<Node> holes = xs.stream().map(Derivatives::hole).toList();
        Node projected = g.constant(0);
        for (int i = 0; i < xs.size(); i++) {
            requireSameShape(xs.get(i), vs.get(i));
            projected = g.add(projected, g.sum(g.mul(gradients.get(i), holes.get(i)), Ops.axes(xs.get(i)), false));
        }
        return filled(Gradients.of(projected, xs), holes, vs);
    }

    private static Node hole(Node like) {
        return Ops.at(like.origin()).hole("direction", like.type());
    }

    /** The nodes with each hole replaced; nodes that depend on none stay the same. */
    private static List<Node> filled(List<Node> nodes, List<Node> holes, List<Node> fillings) {
        var rewriter = new Rewriter(node -> node);
        IntStream.range(0, holes.size()).forEach(i -> rewriter.keep(holes.get(i), fillings.get(i)));
        return rewriter.apply(nodes);
    }

    private static void requireSameShape(Node x, Node v) {
        if (!v.type().equals(x.type())) {
            throw new TypeError("a direction has the type of what it changes, " + x.type() + ", not " + v.type());
        }
    }
}
