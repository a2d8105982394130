// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.random;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.op.Ops;

/** The growth of nodes that compute nothing: they move elements, repeat them, leave some out, put several together. */
final class Movement {
    private static final Map<String, Integer> SMALLEST = Map.of("batch", 1, "time", 2);

    private final Growth growth;

    Movement(Growth growth) {
        this.growth = growth;
    }

    /** The same elements in another order or shape. */
    Node movement(Ops g, Node a) {
        int rank = a.shape().rank();
        return switch (growth.random.nextInt(8)) {
            case 0, 1 -> g.transpose(a, permutation(rank));
            case 2 -> g.reshape(a, Shape.of(a.shape().count()));
            case 3 -> g.expandDims(a, growth.random.nextInt(rank + 1));
            case 4 -> g.broadcastTo(a, widened(a.shape()));
            case 5 -> regroup(g, a);
            case 6 ->
                IntStream.range(0, rank)
                        .filter(i -> a.shape().size(i).is(1))
                        .boxed()
                        .findFirst()
                        .map(axis -> g.squeeze(a, axis))
                        .orElse(a);
            default -> g.reshape(g.transpose(a, permutation(rank)), reversed(a.shape()));
        };
    }

    private List<Integer> permutation(int rank) {
        var permutation = new ArrayList<>(IntStream.range(0, rank).boxed().toList());
        Collections.shuffle(permutation, growth.random);
        return permutation;
    }

    private static Shape reversed(Shape shape) {
        var sizes = new ArrayList<>(shape.sizes());
        Collections.reverse(sizes);
        return new Shape(sizes);
    }

    private Shape widened(Shape shape) {
        var sizes = new ArrayList<>(shape.sizes());
        sizes.replaceAll(s -> s.is(1) && growth.random.nextBoolean() ? Size.of(3) : s);
        if (growth.random.nextBoolean()) {
            sizes.add(0, growth.random.nextBoolean() ? Size.of(2) : Size.free("batch"));
        }
        return new Shape(sizes);
    }

    /** Two neighbouring axes become one. */
    private Node regroup(Ops g, Node a) {
        if (a.shape().rank() < 2) {
            return a;
        }
        int axis = growth.random.nextInt(a.shape().rank() - 1);
        var sizes = new ArrayList<>(a.shape().sizes());
        sizes.set(axis, sizes.get(axis).times(sizes.remove(axis + 1)));
        return g.reshape(a, new Shape(sizes));
    }

    /** Elements of several nodes, or some of one. */
    Node pieces(Ops g, Node a) {
        int rank = a.shape().rank();
        if (rank == 0) {
            return a;
        }
        int axis = growth.random.nextInt(rank);
        Size size = a.shape().size(axis);
        Node other = growth.real(
                s -> s.rank() == rank && s.with(axis, Size.ONE).equals(a.shape().with(axis, Size.ONE)));
        return switch (growth.random.nextInt(9)) {
            case 0, 1 -> g.concat(List.of(a, other), axis);
            case 2 -> g.stack(List.of(a, growth.real(s -> s.equals(a.shape())), a), growth.random.nextInt(rank + 1));
            case 3 -> isLong(size) ? g.slice(a, axis, Size.ZERO, size.minus(Size.ONE), 1) : a;
            case 4 -> size.isKnown() && size.known() > 2 ? g.slice(a, axis, Size.of(2), Size.of(-1), -2) : a;
            case 5 -> g.index(a, axis, size.minus(Size.ONE));
            case 6 -> g.flip(a, axis);
            case 7 -> g.pad(a, axis, Size.of(growth.random.nextInt(3)), Size.of(growth.random.nextInt(2)), 0.25);
            default -> size.isKnown() && size.known() > 3 ? g.slice(a, axis, Size.ONE, size, 2) : a;
        };
    }

    /** Whether there is more than one element for every value of the free sizes. */
    private static boolean isLong(Size size) {
        return size.evaluate(SMALLEST) > 1;
    }
}
