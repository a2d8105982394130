// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.autodiff;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Origin;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.op.MatMul;
import org.gradwright.compiler.op.Ops;
import org.gradwright.compiler.op.Pointwise;
import org.gradwright.compiler.op.Reduce;
import org.gradwright.compiler.op.Reshape;
import org.gradwright.compiler.op.Transpose;
import org.gradwright.compiler.scan.Bodies;
import org.gradwright.compiler.scan.Carry;
import org.gradwright.compiler.scan.Scan;
import org.gradwright.compiler.scan.ScanKey;
import org.gradwright.compiler.scan.Turn;

/** The loop that runs the other way, while it is gathered. */
final class ReverseLoop {
    /** What is made of the loop once it is complete. */
    interface Recipe {
        Node of(Node loop);
    }

    private final Scan scan;
    private final ScanKey key;
    private final Bodies bodies;
    private final Origin origin;
    private final Ops ops;

    private final List<Integer> carries = new ArrayList<>();
    private final List<Node> initial = new ArrayList<>();
    private final List<Node> next = new ArrayList<>();
    private final List<Node> emits = new ArrayList<>();

    /**
     * @param scan the loop that it is the derivative of
     * @param key its own
     */
    ReverseLoop(Scan scan, ScanKey key, Bodies bodies, Origin origin) {
        this.scan = scan;
        this.key = key;
        this.bodies = bodies;
        this.origin = origin;
        this.ops = Ops.at(origin);
    }

    void carry(int number, Node first, Node after) {
        carries.add(number);
        initial.add(first);
        next.add(after);
    }

    Node build() {
        return Scan.of(key, scan.turns(), !scan.reverse(), carries, initial, next, emits, origin);
    }

    /** All values of a node along a new first axis. */
    Recipe stack(Node node) {
        if (node.operation() instanceof Turn turn && turn.key() == key) {
            return l -> first(node.input(0), turn.axis());
        }
        int known = emits.indexOf(node);
        if (known < 0) {
            emits.add(node);
        }
        int place = known < 0 ? emits.size() - 1 : known;
        return l -> Scan.stack(l, place);
    }

    private Node first(Node x, int axis) {
        var permutation =
                new ArrayList<>(IntStream.range(0, x.shape().rank()).boxed().toList());
        permutation.remove(axis);
        permutation.add(0, axis);
        return axis == 0 ? x : ops.transpose(x, permutation);
    }

    /** The sum of a node's values over all turns: outside the loop where that is one product or one sum. */
    Recipe sum(Node term) {
        if (!bodies.isIn(term, key)) {
            return l -> ops.mul(term, ops.size(scan.turns()));
        }
        if (isSum(term)) {
            Recipe a = sum(term.input(0));
            Recipe b = sum(term.input(1));
            return l -> ops.add(a.of(l), b.of(l));
        }
        if (term.operation() instanceof Reshape || term.operation() instanceof Transpose) {
            Recipe inner = sum(term.input(0));
            return l -> Node.of(term.operation(), term.origin(), List.of(inner.of(l)));
        }
        if (term.operation() instanceof Reduce reduce && reduce.kind() == Reduce.Kind.SUM) {
            return total(term, reduce);
        }
        boolean product = term.operation() instanceof MatMul
                && term.input(0).shape().rank() == 2
                && term.input(1).shape().rank() == 2
                && isTransposition(term.input(0));
        return product ? product(term) : accumulated(term);
    }

    private static boolean isSum(Node term) {
        return term.operation() instanceof Pointwise p
                && p.name().equals("add")
                && term.inputs().stream().allMatch(n -> n.type().equals(term.type()));
    }

    private static boolean isTransposition(Node node) {
        return node.operation() instanceof Transpose transpose
                && transpose.permutation().equals(List.of(1, 0));
    }

    private Recipe total(Node term, Reduce reduce) {
        if (term.input(0).operation() instanceof MatMul) {
            return accumulated(term); // all turns' products together would be large
        }
        Recipe stack = stack(term.input(0));
        var axes = new ArrayList<>(List.of(0));
        reduce.axes().forEach(a -> axes.add(a + 1));
        return l -> ops.reshape(ops.sum(stack.of(l), axes, false), term.shape());
    }

    /** One product of all turns' matrices, one above the other. */
    private Recipe product(Node term) {
        Recipe left = stack(term.input(0).input(0));
        Recipe right = stack(term.input(1));
        return l -> ops.matmul(ops.transposeLast(tall(left.of(l))), tall(right.of(l)));
    }

    private Node tall(Node stack) {
        var shape = new Shape(List.of(
                stack.shape().size(0).times(stack.shape().size(1)),
                stack.shape().size(2)));
        return ops.reshape(stack, shape);
    }

    private Recipe accumulated(Node term) {
        int number = scan.carries().size() + carries.size();
        Node before = Node.of(new Carry(key, number, term.type()), origin, List.of());
        carry(number, ops.zerosLike(term), ops.add(before, term));
        return l -> Scan.last(l, number);
    }
}
