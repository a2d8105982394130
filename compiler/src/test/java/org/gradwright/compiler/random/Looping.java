// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.random;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.op.Ops;
import org.gradwright.compiler.scan.Carry;
import org.gradwright.compiler.scan.Scan;
import org.gradwright.compiler.scan.ScanKey;
import org.gradwright.compiler.scan.Turn;
import org.gradwright.compiler.scan.TurnNumber;

/** The growth of loops at run time: a body of random operations, which may hold further loops. */
final class Looping {
    private static final int DEEPEST = 2;

    private final Growth outside;
    private final Set<ScanKey> around;

    /** @param around the loops in whose body this one grows */
    Looping(Growth outside, Set<ScanKey> around) {
        this.outside = outside;
        this.around = around;
    }

    boolean mayBeDeeper() {
        return around.size() < DEEPEST;
    }

    /** A value that a loop leaves behind. */
    Node loop(Ops g) {
        Node sequence = outside.real(s -> s.rank() > 0);
        if (sequence.shape().rank() == 0) {
            return sequence;
        }
        int axis = outside.random.nextInt(sequence.shape().rank());
        Size turns = sequence.shape().size(axis);
        var key = new ScanKey("loop", around);
        var keys = new LinkedHashSet<>(around);
        keys.add(key);
        var body = new Growth(outside.random, outside.cuts, keys);
        outside.pool.stream().filter(n -> outside.random.nextInt(3) == 0).forEach(body::add);
        body.add(outside.any(n -> n.type().element() == Element.I32));
        body.add(outside.any(n -> n.type().element() == Element.BOOL));
        Node part = g.node(new Turn(key, axis), sequence);
        Node number = g.node(new TurnNumber(key));
        body.pool.addAll(List.of(part, number));
        List<Node> initial = new ArrayList<>(List.of(outside.real()));
        if (outside.random.nextBoolean()) {
            initial.add(outside.any(n -> true));
        }
        List<Node> carried = carried(g, key, initial);
        boolean truncated = outside.cuts && outside.random.nextInt(4) == 0;
        for (Node value : carried) {
            body.pool.add(truncated && value.type().isReal() ? cut(g, value, number) : value);
        }
        for (int i = 2 + outside.random.nextInt(5); i > 0; i--) {
            body.grow();
        }
        var next = new ArrayList<Node>();
        for (int k = 0; k < carried.size(); k++) {
            next.add(next(body, g, carried.get(k)));
        }
        List<Node> emits = outside.random.nextBoolean() ? List.of(body.any(n -> true)) : List.of();
        List<Integer> numbers = List.of(0, 1).subList(0, carried.size());
        Node loop = Scan.of(key, turns, outside.random.nextBoolean(), numbers, initial, next, emits, g.origin());
        boolean stacked = !emits.isEmpty() && outside.random.nextInt(3) > 0;
        return stacked ? Scan.stack(loop, 0) : Scan.last(loop, outside.random.nextInt(carried.size()));
    }

    private static List<Node> carried(Ops g, ScanKey key, List<Node> initial) {
        var carried = new ArrayList<Node>();
        for (Node first : initial) {
            carried.add(g.node(new Carry(key, carried.size(), first.type())));
        }
        return carried;
    }

    private static Node cut(Ops g, Node value, Node number) {
        Node begins = g.equal(g.mod(number, g.whole(2)), g.whole(0));
        return g.where(begins, g.stopGradient(value), value);
    }

    /** The value itself, another of its type, or something that does not grow without bounds. */
    private Node next(Growth body, Ops g, Node carried) {
        TensorType type = carried.type();
        Node other = body.any(n -> n.type().equals(type) || n == carried);
        if (!type.isReal()) {
            return other.type().equals(type) ? other : carried;
        }
        Node a = body.real();
        Node news = g.add(g.tanh(other), g.mean(g.sin(a), Ops.axes(a), false));
        return g.mul(news, g.constant(0.7));
    }
}
