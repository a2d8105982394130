// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.autodiff;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gradwright.compiler.autodiff.each.EachPart;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Rewriter;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.graph.TypeError;
import org.gradwright.compiler.op.Ops;

/** Derivatives other than the gradient, all made of it. */
public final class Derivatives {
    /** By what a Jacobian is computed. */
    public enum Direction {
        /** A gradient for each element of what is differentiated. */
        ROWS,
        /** A directional derivative for each element of what it is differentiated by. */
        COLUMNS
    }

    private Derivatives() {}

    /** All derivatives of {@code y} by {@code x}, of shape {@code y.shape ++ x.shape}: by rows or columns, of which there are fewer. */
    public static Node jacobian(Node y, Node x) {
        return jacobian(y, x, fewer(y, x));
    }

    /** Rows or columns: a free size is more than any that is known, and rows cost less than as many columns. */
    public static Direction fewer(Node y, Node x) {
        return count(y) <= count(x) ? Direction.ROWS : Direction.COLUMNS;
    }

    private static long count(Node node) {
        return node.shape().isKnown() ? node.shape().count().known() : Long.MAX_VALUE;
    }

    /** The same, all rows at once or all columns. @throws TypeError when either is not real */
    public static Node jacobian(Node y, Node x, Direction direction) {
        return direction == Direction.ROWS ? byRows(y, x) : byColumns(y, x);
    }

    private static Node byRows(Node y, Node x) {
        var g = Ops.at(y.origin());
        Node hole = g.hole("cotangent", flat(y));
        Node gradient = Gradients.of(y, List.of(x), g.reshape(hole, y.shape())).get(0);
        return g.reshape(EachPart.of(gradient, hole), joined(y.shape(), x.shape()));
    }

    private static Node byColumns(Node y, Node x) {
        var g = Ops.at(y.origin());
        Node hole = g.hole("direction", flat(x));
        Node columns = EachPart.of(jvp(y, x, g.reshape(hole, x.shape())), hole);
        var order = new ArrayList<>(Ops.axes(columns));
        order.add(order.remove(0));
        return g.reshape(g.transpose(columns, order), joined(y.shape(), x.shape()));
    }

    private static TensorType flat(Node node) {
        return TensorType.real(Shape.of(node.shape().count()));
    }

    /**
     * The derivatives by {@code x} of the sum of each part of {@code y} along its first axis: of {@code x}'s shape behind that
     * axis.
     *
     * @throws TypeError when either is not real, or {@code y} is one number
     */
    public static Node perExample(Node y, Node x) {
        if (y.shape().rank() == 0) {
            throw new TypeError("a gradient for each example needs a value for each, not " + y.type());
        }
        Node hole = hole(y);
        return EachPart.of(Gradients.of(y, List.of(x), hole).get(0), hole);
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
