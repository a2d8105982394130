// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.derive;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.op.BroadcastTo;
import org.gradwright.compiler.op.MatMul;
import org.gradwright.compiler.op.Ops;
import org.gradwright.compiler.op.Pointwise;
import org.gradwright.compiler.op.Reduce;
import org.gradwright.compiler.op.Reshape;
import org.gradwright.compiler.op.Transpose;

/** Pulls single numbers to the front, where people write them: {@code X ((1/m) d)'} becomes {@code (1/m) X d'}. */
final class Scaling {
    /** A number, powers of values that are single numbers, and what else there is; null for nothing else. */
    private record Scaled(double number, Monomial factors, Node rest) {}

    private final Map<Node, Scaled> scaled = new IdentityHashMap<>();

    private Scaling() {}

    /** The same value with its numbers in front. */
    static Node pulled(Node root) {
        var scaling = new Scaling();
        Nodes.topological(List.of(root)).forEach(n -> scaling.scaled.put(n, scaling.split(n)));
        return scaling.whole(root);
    }

    /** A node put together again. */
    private Node whole(Node node) {
        Scaled parts = scaled.get(node);
        var g = Ops.at(node.origin());
        if (parts.number() < 0 && parts.rest() != null && is(parts.rest(), "sub")) {
            parts = new Scaled(
                    -parts.number(),
                    parts.factors(),
                    g.sub(parts.rest().input(1), parts.rest().input(0)));
        }
        if (parts.rest() != null && parts.number() == 1 && parts.factors().isOne()) {
            return parts.rest();
        }
        Node front = parts.factors().node(g, parts.number());
        return fitted(g, parts.rest() == null ? front : times(g, parts, front), node);
    }

    /** A plain sign is written as such. */
    private static Node times(Ops g, Scaled parts, Node front) {
        boolean sign = parts.number() == -1 && parts.factors().isOne();
        return sign ? g.neg(parts.rest()) : g.mul(front, parts.rest());
    }

    private static Node fitted(Ops g, Node value, Node like) {
        return value.shape().count().equals(like.shape().count())
                ? g.reshape(value, like.shape())
                : g.broadcastTo(value, like.shape());
    }

    private Scaled split(Node node) {
        OptionalDouble number = Monomial.number(node);
        if (number.isPresent()) {
            return new Scaled(number.getAsDouble(), Monomial.ONE, null);
        } else if (is(node, "neg")) {
            Scaled x = scaled.get(node.input(0));
            return new Scaled(-x.number(), x.factors(), x.rest());
        } else if (is(node, "mul")) {
            return product(node);
        } else if (is(node, "div")) {
            return quotient(node);
        } else if (is(node, "add") || is(node, "sub")) {
            return sum(node);
        } else if (isLinear(node)) {
            return linear(node);
        } else if (node.inputs().isEmpty()) {
            return plain(node);
        }
        return plain(node.withInputs(node.inputs().stream().map(this::whole).toList()));
    }

    private static Scaled plain(Node node) {
        return node.shape().count().is(1)
                        && node.type().isReal()
                        && node.inputs().isEmpty()
                ? new Scaled(1, Monomial.of(node), null)
                : new Scaled(1, Monomial.ONE, node);
    }

    private Scaled product(Node node) {
        Scaled a = scaled.get(node.input(0));
        Scaled b = scaled.get(node.input(1));
        var g = Ops.at(node.origin());
        Node rest = a.rest() == null
                ? b.rest()
                : b.rest() == null ? a.rest() : a.rest() == b.rest() ? g.square(a.rest()) : g.mul(a.rest(), b.rest());
        return new Scaled(a.number() * b.number(), a.factors().times(b.factors(), 1), rest);
    }

    private Scaled quotient(Node node) {
        Scaled a = scaled.get(node.input(0));
        Scaled b = scaled.get(node.input(1));
        var g = Ops.at(node.origin());
        Node rest = b.rest() == null ? a.rest() : g.div(a.rest() == null ? g.constant(1) : a.rest(), b.rest());
        return new Scaled(a.number() / b.number(), a.factors().times(b.factors(), -1), rest);
    }

    /** What both terms are multiplied with goes out. */
    private Scaled sum(Node node) {
        Scaled a = scaled.get(node.input(0));
        Scaled b = scaled.get(node.input(1));
        var g = Ops.at(node.origin());
        boolean shared = Math.abs(a.number()) == Math.abs(b.number())
                && a.factors().equals(b.factors())
                && a.number() != 0
                && !(a.factors().isOne() && Math.abs(a.number()) == 1);
        if (!shared) {
            Node left = whole(node.input(0));
            Node right = whole(node.input(1));
            return plain(is(node, "add") ? g.add(left, right) : g.sub(left, right));
        }
        boolean plus = is(node, "add") == (Math.signum(a.number()) == Math.signum(b.number()));
        Node one = g.constant(1);
        Node left = a.rest() == null ? one : a.rest();
        Node right = b.rest() == null ? one : b.rest();
        return new Scaled(a.number(), a.factors(), plus ? g.add(left, right) : g.sub(left, right));
    }

    private static boolean isLinear(Node node) {
        return node.operation() instanceof MatMul
                || node.operation() instanceof Transpose
                || node.operation() instanceof Reshape
                || node.operation() instanceof BroadcastTo
                || node.operation() instanceof Composite composite && composite.isLinear()
                || node.operation() instanceof Reduce reduce && reduce.kind() == Reduce.Kind.SUM;
    }

    private Scaled linear(Node node) {
        double number = 1;
        Monomial factors = Monomial.ONE;
        var rests = new ArrayList<Node>();
        for (Node input : node.inputs()) {
            Scaled x = scaled.get(input);
            boolean alone = x.rest() == null;
            boolean movement = node.operation() instanceof Reshape || node.operation() instanceof BroadcastTo;
            if (alone && movement) {
                return new Scaled(x.number(), x.factors(), null);
            } else if (alone) {
                rests.add(whole(input));
            } else {
                number *= x.number();
                factors = factors.times(x.factors(), 1);
                rests.add(
                        x.rest().shape().equals(input.shape())
                                ? x.rest()
                                : fitted(Ops.at(input.origin()), x.rest(), input));
            }
        }
        Scaled rest = plain(node.withInputs(rests));
        return new Scaled(number, factors.times(rest.factors(), 1), rest.rest());
    }

    private static boolean is(Node node, String name) {
        return node.operation() instanceof Pointwise op && op.name().equals(name);
    }
}
