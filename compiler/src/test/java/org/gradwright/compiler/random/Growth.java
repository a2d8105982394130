// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Origin;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.TypeError;
import org.gradwright.compiler.op.Ops;
import org.gradwright.compiler.scan.ScanKey;

/**
 * Nodes that grow from others by random operations. Operands are brought into domains without singularities, and what
 * jumps (comparisons, roundings) is kept away from ties that only rounding would decide.
 */
final class Growth {
    /** For the largest sizes that are tried, so that the interpreter stays fast. */
    private static final Map<String, Integer> LARGEST = Map.of("batch", 7, "time", 5);

    private static final int MOST_ELEMENTS = 300;
    private static final int HIGHEST_RANK = 4;
    private static final List<String> NAMES =
            List.of("h", "class", "step", "h[0].W", "h_0_W", "double", "Math", "arena", "i", "sum", "seed", "batch_2");

    final Random random;
    final List<Node> pool = new ArrayList<>();
    /** Whether gradients may be cut off. */
    final boolean cuts;

    private final Looping looping;
    private int line;

    Growth(Random random, boolean cuts) {
        this(random, cuts, Set.of());
    }

    /** @param around the loops in whose body nodes grow */
    Growth(Random random, boolean cuts, Set<ScanKey> around) {
        this.random = random;
        this.cuts = cuts;
        this.looping = new Looping(this, around);
    }

    Ops at() {
        line++;
        return Ops.at(new Origin("random.graph", line, 1, "line " + line));
    }

    /** One more operation; an attempt with operands that do not fit adds none. */
    void grow() {
        try {
            add(operation(at()));
        } catch (TypeError e) {
            line++;
        }
    }

    void add(Node node) {
        boolean small =
                node.shape().rank() <= HIGHEST_RANK && node.shape().count().evaluate(LARGEST) <= MOST_ELEMENTS;
        if (small && !pool.contains(node)) {
            pool.add(random.nextInt(4) == 0 ? node.named(pick(NAMES)) : node);
        }
    }

    <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** Some node, rather a late one. */
    Node any(Predicate<Node> wanted) {
        List<Node> found = pool.stream().filter(wanted).toList();
        int from = random.nextBoolean() ? 0 : Math.max(0, found.size() - 5);
        return pick(found.subList(from, found.size()));
    }

    Node real() {
        return any(n -> n.type().isReal());
    }

    /** Some real node of a shape; one of any shape if there is none. */
    Node real(Predicate<Shape> wanted) {
        List<Node> found = pool.stream()
                .filter(n -> n.type().isReal() && wanted.test(n.shape()))
                .toList();
        return found.isEmpty() ? real() : pick(found);
    }

    private Node whole() {
        return any(n -> n.type().element() == Element.I32);
    }

    private Node truth() {
        return any(n -> n.type().element() == Element.BOOL);
    }

    /** Operands of one shape more often than chance has it. */
    private Node like(Node a) {
        return random.nextInt(3) > 0 ? real(s -> s.equals(a.shape())) : real();
    }

    private Node operation(Ops g) {
        return switch (random.nextInt(14)) {
            case 0, 1 -> unary(g, real());
            case 2, 3 -> binary(g);
            case 4 -> edged(g, real());
            case 5 -> reduction(g, real());
            case 6, 7 -> new Movement(this).movement(g, real());
            case 8 -> new Movement(this).pieces(g, real());
            case 9 -> product(g);
            case 10 -> indexed(g, real());
            case 11 -> wholes(g);
            case 12 -> looping.mayBeDeeper() && random.nextBoolean() ? looping.loop(g) : unary(g, real());
            default -> truths(g);
        };
    }

    private Node unary(Ops g, Node a) {
        Node x = g.tanh(a);
        return switch (random.nextInt(22)) {
            case 0 -> g.neg(a);
            case 1 -> x;
            case 2 -> g.sigmoid(a);
            case 3 -> g.sin(a);
            case 4 -> g.cos(a);
            case 5 -> g.atan(a);
            case 6 -> g.erf(a);
            case 7 -> g.softplus(a);
            case 8 -> g.square(x);
            case 9 -> g.exp(x);
            case 10 -> g.log(g.sigmoid(a));
            case 11 -> g.log1p(g.square(a));
            case 12 -> g.expm1(x);
            case 13 -> g.sqrt(g.add(g.square(a), g.constant(0.5)));
            case 14 -> g.reciprocal(g.add(g.square(a), g.constant(1)));
            case 15 -> g.asin(g.mul(x, g.constant(0.9)));
            case 16 -> g.acos(g.mul(x, g.constant(0.9)));
            case 17 -> g.sinh(x);
            case 18 -> g.cosh(x);
            case 19 -> g.tan(x);
            case 20 -> g.log(g.add(g.constant(1), g.exp(x)));
            default -> g.identity(a);
        };
    }

    private Node binary(Ops g) {
        Node a = real();
        Node b = like(a);
        return switch (random.nextInt(9)) {
            case 0, 1 -> g.add(a, b);
            case 2 -> g.sub(a, b);
            case 3, 4 -> g.mul(g.tanh(a), b);
            case 5 -> g.div(a, g.add(g.square(b), g.constant(1)));
            case 6 -> g.pow(g.add(g.square(a), g.constant(0.5)), g.tanh(b));
            case 7 -> g.maximum(a, g.add(b, g.constant(0.137)));
            default -> g.minimum(g.sub(a, g.constant(0.211)), b);
        };
    }

    /** What jumps or has a kink. */
    private Node edged(Ops g, Node a) {
        Node x = g.add(a, g.constant(0.0713));
        return switch (random.nextInt(10)) {
            case 0 -> g.abs(x);
            case 1 -> g.relu(x);
            case 2 -> g.sign(x);
            case 3 -> g.floor(g.mul(x, g.constant(3)));
            case 4 -> g.ceil(x);
            case 5 -> g.round(g.mul(x, g.constant(2)));
            case 6 -> g.clamp(x, -0.83, 0.61);
            case 7 -> g.mod(x, g.add(g.square(like(a)), g.constant(0.5)));
            case 8 -> cuts ? g.stopGradient(a) : a;
            default -> g.where(truth(), a, like(a));
        };
    }

    private List<Integer> axes(Node a) {
        return IntStream.range(0, a.shape().rank())
                .filter(i -> random.nextBoolean())
                .boxed()
                .toList();
    }

    private Node reduction(Ops g, Node a) {
        var axes = axes(a);
        boolean keep = random.nextBoolean();
        Node offset = g.add(a, g.mul(g.toReal(g.iota(shapeOf(a), 0)), g.constant(0.0137)));
        return switch (random.nextInt(11)) {
            case 0 -> g.sum(a, axes, keep);
            case 1, 2 -> g.mean(a, axes, keep);
            case 3 -> g.max(offset, axes, keep);
            case 4 -> g.min(offset, axes, keep);
            case 5 -> g.prod(g.cos(g.mul(g.tanh(a), g.constant(0.5))), axes, keep);
            case 6 -> g.logsumexp(a, axes, keep);
            case 7 -> g.norm(g.add(a, g.constant(0.3)), axes, keep);
            case 8 -> g.var(a, axes, keep, 0);
            case 9 -> g.sum(truth(), List.of(), keep);
            default ->
                a.shape().rank() == 0
                        ? a
                        : g.mul(
                                g.tanh(g.cumsum(
                                        a,
                                        random.nextInt(a.shape().rank()),
                                        random.nextBoolean(),
                                        random.nextBoolean())),
                                g.constant(0.5));
        };
    }

    private static Shape shapeOf(Node a) {
        return a.shape().rank() == 0 ? Shape.of(1) : a.shape();
    }

    private Node product(Ops g) {
        Node a = real(s -> s.rank() > 0);
        if (a.shape().rank() == 0) {
            return a;
        }
        Size inner = a.shape().size(-1 + a.shape().rank());
        Node columns =
                real(s -> s.rank() > 0 && s.size(Math.max(0, s.rank() - 2)).equals(inner));
        Node rows = real(s -> s.rank() > 1 && s.size(s.rank() - 1).equals(inner));
        Node product = random.nextBoolean() ? g.matmul(a, columns) : g.matmul(a, g.transposeLast(rows));
        return random.nextBoolean() ? g.tanh(g.add(product, real())) : g.mul(product, g.constant(0.3));
    }

    private Node indexed(Ops g, Node a) {
        int rank = a.shape().rank();
        if (rank == 0) {
            return g.oneHot(whole(), Size.of(3));
        }
        int axis = random.nextInt(rank);
        Node at = g.mod(whole(), g.toI32(g.size(a.shape().size(axis))));
        Node along = g.mod(
                g.add(g.iota(a.shape(), axis), g.whole(random.nextInt(3))),
                g.toI32(g.size(a.shape().size(axis))));
        return switch (random.nextInt(5)) {
            case 0, 1 -> g.gather(a, at, axis);
            case 2 -> g.takeAlong(a, along, axis);
            case 3 ->
                g.takeAlong(
                        a,
                        g.argmax(g.add(a, g.mul(g.toReal(g.iota(a.shape(), axis)), g.constant(0.0137))), axis, true),
                        axis);
            default -> {
                Node table = known();
                Node index = g.mod(whole(), g.toI32(g.size(table.shape().size(0))));
                yield g.mul(g.gather(table, index, 0), g.constant(0.7));
            }
        };
    }

    /** A table to look up; some parameter has an axis, or there is a vector of size 1. */
    private Node known() {
        Node table = real(s -> s.rank() > 0 && s.isKnown());
        return table.shape().rank() > 0 ? table : at().expandDims(table, 0);
    }

    private Node wholes(Ops g) {
        Node a = whole();
        Node b = whole();
        return switch (random.nextInt(9)) {
            case 0 -> g.add(g.mod(a, g.whole(7)), b);
            case 1 -> g.sub(g.mod(a, g.whole(5)), g.mod(b, g.whole(4)));
            case 2 -> g.mul(g.mod(a, g.whole(6)), g.whole(3));
            case 3 -> g.div(a, g.mod(b, g.whole(3)));
            case 4 -> g.maximum(a, g.neg(b));
            case 5 -> g.iota(shapeOf(real()), 0);
            case 6 -> g.where(truth(), a, b);
            case 7 -> g.toI32(g.floor(g.mul(g.sin(g.add(real(), g.constant(0.0311))), g.constant(4))));
            default -> g.toReal(g.mod(a, g.whole(4)));
        };
    }

    private Node truths(Ops g) {
        Node p = truth();
        return switch (random.nextInt(8)) {
            case 0 -> g.less(real(), g.add(real(), g.constant(0.0517)));
            case 1 -> g.greaterEqual(real(), g.constant(0.1234));
            case 2 -> g.equal(whole(), whole());
            case 3 -> g.and(p, truth());
            case 4 -> g.or(p, g.not(truth()));
            case 5 -> g.lessEqual(whole(), whole());
            case 6 -> g.where(p, truth(), truth());
            default -> g.mul(g.toReal(p), real());
        };
    }
}
