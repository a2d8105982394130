// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.imports;

import static org.gradwright.compiler.build.Functions.argTopK;
import static org.gradwright.compiler.build.Functions.gather;
import static org.gradwright.compiler.build.Functions.indices;
import static org.gradwright.compiler.build.Functions.oneHot;
import static org.gradwright.compiler.build.Functions.reshape;
import static org.gradwright.compiler.build.Functions.takeAlong;
import static org.gradwright.compiler.build.Functions.toI32;
import static org.gradwright.compiler.build.Functions.where;
import static org.gradwright.compiler.build.Terms.add;
import static org.gradwright.compiler.build.Terms.and;
import static org.gradwright.compiler.build.Terms.greater;
import static org.gradwright.compiler.build.Terms.less;
import static org.gradwright.compiler.build.Terms.mul;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.gradwright.compiler.build.Subscript;
import org.gradwright.compiler.build.Term;
import org.gradwright.compiler.build.Terms;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.op.Ops;
import org.gradwright.onnx.format.OnnxException;

/** Operators that choose elements by indices, which may count from the end. */
final class Selections {
    private static final Ops G = Network.G;

    private Selections() {}

    static final Map<String, Operator> ALL = Table.of(
            Table.single("Gather", Selections::gathered),
            Table.single("GatherElements", Selections::taken),
            Table.single("GatherND", Selections::gatheredPoints),
            Table.single("ScatterElements", c -> c.own(scatteredElements(c))),
            Table.single("Scatter", c -> c.own(scatteredElements(c))),
            Table.single("ScatterND", c -> c.own(scatteredPoints(c))),
            Table.single("OneHot", Selections::oneHotted),
            Table.several("TopK", Selections::largest));

    /** Indices counted from the front. */
    private static Term fromFront(Call c, int input, Term size) {
        if (c.isKnown(input) && Arrays.stream(c.known(input).data()).allMatch(v -> v >= 0)) {
            return c.term(input);
        }
        Term written = c.term(input);
        return c.let("index", where(less(written, 0), add(written, size), written));
    }

    private static Term gathered(Call c) {
        int axis = c.axis("axis", 0);
        if (c.rank(1) == 0 && c.isKnown(1)) {
            int size = c.size(0, axis);
            int at = (int) c.number(1);
            Object[] subscripts = new Object[axis + 1];
            Arrays.fill(subscripts, Subscript.all());
            subscripts[axis] = at < 0 ? at + size : at;
            return c.x().at(subscripts);
        }
        return gather(c.x(), fromFront(c, 1, c.size(c.shape(0).size(axis)))).axis(axis);
    }

    /** Where the indices have less along another axis, only that much of {@code x} counts. */
    private static Term taken(Call c) {
        int axis = c.axis("axis", 0);
        Term x = c.x();
        for (int other = 0; other < c.rank(0); other++) {
            if (other != axis && !c.shape(0).size(other).equals(c.shape(1).size(other))) {
                x = c.let("part", Shapes.part(x, c.rank(0), other, 0, c.size(1, other), 1));
            }
        }
        return takeAlong(x, fromFront(c, 1, c.size(c.shape(0).size(axis)))).axis(axis);
    }

    /** Points as places in the flattened tensor, one after the other. */
    private static Term gatheredPoints(Call c) {
        int batched = (int) c.settings().whole("batch_dims", 0);
        int[] sizes = c.sizes(0);
        int depth = c.size(1, c.rank(1) - 1);
        int outer = product(sizes, 0, batched);
        int[] own = Arrays.copyOfRange(sizes, batched, batched + depth);
        int[] rest = Arrays.copyOfRange(sizes, batched + depth, sizes.length);
        int points = product(c.sizes(1), batched, c.rank(1) - 1);
        Term flat = c.let("flat", reshape(c.x(), listed(outer * product(own, 0, own.length), rest)));
        Term index = c.let("points", reshape(c.y(), List.of(outer, points, depth)));
        Term place = mul(indices(outer).at(Subscript.all(), Subscript.newAxis()), product(own, 0, own.length));
        for (int i = 0; i < depth; i++) {
            Term written = c.let("index", index.at(Subscript.all(), Subscript.all(), i));
            Term counted = where(less(written, 0), add(written, own[i]), written);
            place = add(place, mul(counted, product(own, i + 1, depth)));
        }
        int[] leading = Arrays.copyOf(c.sizes(1), c.rank(1) - 1);
        Term chosen = c.let("chosen", gather(flat, reshape(c.let("place", place), List.of(outer * points))));
        var shape = new ArrayList<Integer>();
        Arrays.stream(leading).forEach(shape::add);
        Arrays.stream(rest).forEach(shape::add);
        return shape.isEmpty() ? chosen.at(0) : reshape(chosen, shape);
    }

    private static List<Integer> listed(int first, int... others) {
        var list = new ArrayList<>(List.of(first));
        Arrays.stream(others).forEach(list::add);
        return list;
    }

    private static int product(int[] sizes, int from, int to) {
        return Arrays.stream(sizes, from, to).reduce(1, Math::multiplyExact);
    }

    /** Updates at places of the flattened tensor: an element's own index, but along the axis that which is given. */
    private static Node scatteredElements(Call c) {
        int axis = c.axis("axis", 0);
        int[] sizes = c.sizes(0);
        Shape shape = c.shape(1);
        Node place = G.whole(0);
        for (int i = 0; i < sizes.length; i++) {
            Node at = i == axis ? fromFront(c.node(1), sizes[i]) : G.iota(shape, i);
            place = G.add(place, G.mul(at, G.whole(product(sizes, i + 1, sizes.length))));
        }
        return scattered(c, flat(place), flat(c.node(2)));
    }

    private static Node scatteredPoints(Call c) {
        int[] sizes = c.sizes(0);
        int depth = c.size(1, c.rank(1) - 1);
        int rest = product(sizes, depth, sizes.length);
        int points = product(c.sizes(1), 0, c.rank(1) - 1);
        Node index = G.reshape(c.node(1), Shape.of(points, depth));
        Node place = G.iota(Shape.of(points, rest), 1);
        for (int i = 0; i < depth; i++) {
            Node at = G.slice(index, 1, Size.of(i), Size.of(i + 1), 1);
            Node step = G.whole(product(sizes, i + 1, sizes.length));
            place = G.add(place, G.mul(fromFront(at, sizes[i]), step));
        }
        return scattered(c, flat(place), flat(c.node(2)));
    }

    private static Node fromFront(Node index, int size) {
        return G.where(G.less(index, G.whole(0)), G.add(index, G.whole(size)), index);
    }

    private static Node flat(Node x) {
        return G.reshape(x, new Shape(List.of(x.shape().count())));
    }

    private static Node scattered(Call c, Node place, Node updates) {
        Node x = flat(c.node(0));
        Shape shape = x.shape();
        Node result =
                switch (c.settings().text("reduction", "none")) {
                    case "none" -> {
                        Node ones = G.broadcastTo(G.constant(1), updates.shape());
                        Node touched = G.greater(G.scatterAdd(place, ones, shape, 0), G.constant(0));
                        yield G.where(touched, G.scatterAdd(place, updates, shape, 0), x);
                    }
                    case "add" -> G.add(x, G.scatterAdd(place, updates, shape, 0));
                    case "mul" -> G.mul(x, G.prod(spread(place, updates, shape, 1), List.of(0), false));
                    case "max" ->
                        G.maximum(x, G.max(spread(place, updates, shape, Double.NEGATIVE_INFINITY), List.of(0), false));
                    case "min" ->
                        G.minimum(x, G.min(spread(place, updates, shape, Double.POSITIVE_INFINITY), List.of(0), false));
                    default -> throw new OnnxException("this reduction is not supported");
                };
        return G.reshape(result, c.shape(0));
    }

    /** Each update in a row of its own. */
    private static Node spread(Node place, Node updates, Shape shape, double otherwise) {
        Node here = G.equal(G.expandDims(place, 1), G.iota(shape, 0));
        return G.where(here, G.expandDims(updates, 1), G.constant(otherwise));
    }

    private static Term oneHotted(Call c) {
        int classes = (int) c.number(1);
        int rank = c.rank(0) + 1;
        int axis = c.axis((int) c.settings().whole("axis", -1), rank);
        Term index = c.element(0) == Element.I32 ? c.x() : toI32(c.x());
        Term counted =
                c.let("index", where(and(less(index, 0), greater(index, -classes - 1)), add(index, classes), index));
        Term hot = greater(oneHot(counted, classes), 0);
        Term chosen =
                where(hot, c.let("on", c.term(2)).at(1), c.let("off", c.term(2)).at(0));
        if (axis == rank - 1) {
            return chosen;
        }
        List<Integer> order = Call.all(rank);
        order.add(axis, order.remove(rank - 1));
        return Shapes.turned(c.let("last", chosen), order);
    }

    private static List<Term> largest(Call c) {
        int k = c.has(1) ? (int) c.number(1) : (int) c.settings().whole("k", 1);
        int axis = c.axis("axis", -1);
        Term ordered = c.settings().flag("largest", true) ? c.x() : Terms.neg(c.x());
        Term places = c.let("places", argTopK(ordered, k).with("axis", axis));
        return List.of(takeAlong(c.x(), places).axis(axis), places);
    }
}
