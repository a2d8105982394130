// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.imports;

import static org.gradwright.compiler.build.Functions.argTopK;
import static org.gradwright.compiler.build.Functions.broadcastTo;
import static org.gradwright.compiler.build.Functions.gather;
import static org.gradwright.compiler.build.Functions.indices;
import static org.gradwright.compiler.build.Functions.oneHot;
import static org.gradwright.compiler.build.Functions.reshape;
import static org.gradwright.compiler.build.Functions.takeAlong;
import static org.gradwright.compiler.build.Functions.toI32;
import static org.gradwright.compiler.build.Functions.toReal;
import static org.gradwright.compiler.build.Functions.where;
import static org.gradwright.compiler.build.Terms.add;
import static org.gradwright.compiler.build.Terms.and;
import static org.gradwright.compiler.build.Terms.greater;
import static org.gradwright.compiler.build.Terms.less;
import static org.gradwright.compiler.build.Terms.mul;
import static org.gradwright.compiler.build.Terms.sub;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.gradwright.compiler.build.Subscript;
import org.gradwright.compiler.build.Term;
import org.gradwright.compiler.build.Terms;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.onnx.format.OnnxException;

/** Operators that choose elements by indices, which may count from the end. */
final class Selections {
    private Selections() {}

    static final Map<String, Operator> ALL = Table.of(
            Table.single("Gather", Selections::gathered),
            Table.single("GatherElements", Selections::taken),
            Table.single("GatherND", Selections::gatheredPoints),
            Table.single("Compress", Selections::compressed),
            Table.single("ReverseSequence", Selections::reversed),
            Table.single("OneHot", Selections::oneHotted),
            Table.any("NonZero", Selections::nonZero),
            Table.several("TopK", Selections::largest));

    /** Indices counted from the front. */
    static Term fromFront(Call c, int input, Term size) {
        if (c.isKnown(input) && Arrays.stream(c.known(input).data()).allMatch(v -> v >= 0)) {
            return c.term(input);
        }
        Term written = c.term(input);
        return c.let("index", where(less(written, 0), add(written, size), written));
    }

    private static Term gathered(Call c) {
        int axis = c.axis("axis", 0);
        if (c.rank(1) == 0 && c.isKnown(1)) {
            Object[] subscripts = new Object[axis + 1];
            Arrays.fill(subscripts, Subscript.all());
            subscripts[axis] = (int) c.number(1);
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
        List<Size> sizes = c.shape(0).sizes();
        int depth = c.size(1, c.rank(1) - 1);
        Size outer = product(sizes, 0, batched);
        List<Size> own = sizes.subList(batched, batched + depth);
        List<Size> rest = sizes.subList(batched + depth, sizes.size());
        Size points = product(c.shape(1).sizes(), batched, c.rank(1) - 1);
        Term flat = c.let("flat", reshape(c.x(), listed(c, outer.times(product(own, 0, depth)), rest)));
        Term index = c.let("points", reshape(c.y(), Terms.list(c.size(outer), c.size(points), depth)));
        Term first = indices(c.size(outer)).at(Subscript.all(), Subscript.newAxis());
        Term place = mul(first, c.size(product(own, 0, depth)));
        for (int i = 0; i < depth; i++) {
            Term written = c.let("index", index.at(Subscript.all(), Subscript.all(), i));
            Term counted = where(less(written, 0), add(written, c.size(own.get(i))), written);
            place = add(place, mul(counted, c.size(product(own, i + 1, depth))));
        }
        Term flatPlace = reshape(c.let("place", place), Terms.list(c.size(outer.times(points))));
        Term chosen = c.let("chosen", gather(flat, flatPlace));
        var shape = new ArrayList<>(c.shape(1).sizes().subList(0, c.rank(1) - 1));
        shape.addAll(rest);
        return shape.isEmpty() ? chosen.at(0) : reshape(chosen, c.list(new Shape(shape)));
    }

    private static Term listed(Call c, Size first, List<Size> others) {
        var list = new ArrayList<>(List.of(first));
        list.addAll(others);
        return c.list(new Shape(list));
    }

    static Size product(List<Size> sizes, int from, int to) {
        return sizes.subList(from, to).stream().reduce(Size.ONE, Size::times);
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

    /** The elements, or parts along an axis, for which a condition holds. */
    private static Term compressed(Call c) {
        boolean flat = !c.settings().has("axis");
        double[] chosen = c.known(1).data();
        int[] places =
                IntStream.range(0, chosen.length).filter(i -> chosen[i] != 0).toArray();
        if (places.length == 0) {
            throw new OnnxException("nothing is chosen");
        }
        Term x = flat ? c.let("flat", reshape(c.x(), List.of(c.size(c.shape(0).count())))) : c.x();
        return gather(x, toI32(Terms.of(places))).axis(flat ? 0 : c.axis("axis", 0));
    }

    /** The indices of what is not zero, an axis in each row: only where they are known, for they decide a shape. */
    private static List<Value> nonZero(Call c) {
        if (!c.isKnown(0)) {
            throw new OnnxException(
                    "how many elements are not zero depends on the data, and with it the result's shape");
        }
        Tensor x = c.known(0);
        int[] found = IntStream.range(0, x.data().length)
                .filter(i -> x.data()[i] != 0)
                .toArray();
        Tensor places = Tensor.zeros(x.rank(), found.length);
        int inner = x.data().length;
        for (int axis = 0; axis < x.rank(); axis++) {
            inner /= x.shape()[axis];
            for (int i = 0; i < found.length; i++) {
                places.data()[axis * found.length + i] = found[i] / inner % x.shape()[axis];
            }
        }
        return List.of(new Value.Known(places, Element.I32));
    }

    /** The first elements of each example in reverse order, as many as its length says. */
    private static Term reversed(Call c) {
        int batch = c.axis("batch_axis", 1);
        int time = c.axis("time_axis", 0);
        Term steps = indices(c.size(c.shape(0).size(time)));
        Term step = c.let(
                "step", batch == 0 ? steps.at(Subscript.newAxis()) : steps.at(Subscript.all(), Subscript.newAxis()));
        Term length = c.let(
                "length", batch == 0 ? c.y().at(Subscript.all(), Subscript.newAxis()) : c.y().at(Subscript.newAxis()));
        Term places = c.let("places", where(less(step, length), sub(sub(length, 1), step), step));
        Term apart = c.let("apart", reshape(places, list(c, places)));
        return takeAlong(c.x(), broadcastTo(apart, c.list(c.shape(0)))).axis(time);
    }

    /** The shape of the two leading axes with an axis of 1 for each that follows. */
    private static Term list(Call c, Term places) {
        List<Size> sizes = new ArrayList<>(c.type(places).shape().sizes());
        while (sizes.size() < c.rank(0)) {
            sizes.add(Size.ONE);
        }
        return c.list(new Shape(sizes));
    }

    private static List<Term> largest(Call c) {
        int k = c.has(1) ? (int) c.number(1) : (int) c.settings().whole("k", 1);
        int axis = c.axis("axis", -1);
        Term real = c.isReal(0) ? c.x() : c.let("real", toReal(c.x()));
        Term ordered = c.settings().flag("largest", true) ? real : Terms.neg(real);
        Term places = c.let("places", argTopK(ordered, k).with("axis", axis));
        return List.of(takeAlong(c.x(), places).axis(axis), places);
    }
}
