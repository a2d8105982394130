// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.imports;

import static org.gradwright.compiler.build.Functions.abs;
import static org.gradwright.compiler.build.Functions.broadcastTo;
import static org.gradwright.compiler.build.Functions.clamp;
import static org.gradwright.compiler.build.Functions.floor;
import static org.gradwright.compiler.build.Functions.reshape;
import static org.gradwright.compiler.build.Functions.round;
import static org.gradwright.compiler.build.Functions.takeAlong;
import static org.gradwright.compiler.build.Functions.toI32;
import static org.gradwright.compiler.build.Functions.toReal;
import static org.gradwright.compiler.build.Functions.zeros;
import static org.gradwright.compiler.build.Terms.add;
import static org.gradwright.compiler.build.Terms.and;
import static org.gradwright.compiler.build.Terms.greaterEqual;
import static org.gradwright.compiler.build.Terms.lessEqual;
import static org.gradwright.compiler.build.Terms.mod;
import static org.gradwright.compiler.build.Terms.mul;
import static org.gradwright.compiler.build.Terms.sub;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.gradwright.compiler.build.Subscript;
import org.gradwright.compiler.build.Term;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.onnx.format.OnnxException;

/**
 * {@code GridSample}: pictures {@code [batch, channels, ...]} at the points of a grid {@code [batch, ..., axes]}, whose last axis
 * has the coordinates, those of the last axis first. A point is a sum over elements near it; the weights follow its coordinates, so
 * that both have derivatives.
 */
final class Sampling {
    /** Of the cubic convolution (Keys, 1981). */
    private static final double ALPHA = -0.75;

    static final Map<String, Operator> ALL = Table.of(Table.single("GridSample", c -> new Sampling(c).run()));

    /** An element that counts for the points along one axis: its place there, and its weight; both {@code [batch, points]}. */
    private record Tap(Term place, Term weight) {}

    private final Call c;
    private final int axes;
    private final String padding;
    private final boolean cornersAligned;
    private final Size points;
    private final Term grid;

    private Sampling(Call c) {
        this.c = c;
        this.axes = c.rank(0) - Windows.LEADING;
        this.padding = c.settings().text("padding_mode", "zeros");
        this.cornersAligned = c.settings().flag("align_corners", false);
        this.points = Selections.product(c.shape(1).sizes(), 1, c.rank(1) - 1);
        Size batch = c.shape(0).size(0);
        this.grid = c.let("grid", reshape(c.y(), c.list(new Shape(List.of(batch, points, Size.of(axes))))));
    }

    private Term run() {
        Shape in = c.shape(0);
        Size inner = Selections.product(in.sizes(), Windows.LEADING, in.rank());
        Term flat = c.let("flat", reshape(c.x(), c.list(new Shape(List.of(in.size(0), in.size(1), inner)))));
        List<List<Tap>> taps = IntStream.range(0, axes).mapToObj(this::taps).toList();
        Term sum = sum(flat, taps, 0, null, null);
        var sizes = new ArrayList<>(in.sizes().subList(0, Windows.LEADING));
        sizes.addAll(c.shape(1).sizes().subList(1, c.rank(1) - 1));
        return reshape(c.let("sum", sum), c.list(new Shape(sizes)));
    }

    /** Over each choice of a tap for the axes from one on, with what those before it make of place and weight. */
    private Term sum(Term flat, List<List<Tap>> taps, int axis, Term place, Term weight) {
        if (axis == axes) {
            return weighted(flat, place, weight);
        }
        return taps.get(axis).stream()
                .map(tap -> sum(flat, taps, axis + 1, place(axis, place, tap), weight(weight, tap)))
                .reduce((a, b) -> add(a, b))
                .orElseThrow();
    }

    private Term place(int axis, Term outer, Tap tap) {
        return outer == null ? tap.place() : add(mul(outer, size(axis)), tap.place());
    }

    private static Term weight(Term outer, Tap tap) {
        return outer == null || tap.weight() == null
                ? (outer == null ? tap.weight() : outer)
                : mul(outer, tap.weight());
    }

    private Term weighted(Term flat, Term place, Term weight) {
        Shape all = new Shape(List.of(c.shape(0).size(0), c.shape(0).size(1), points));
        Term places = c.let("places", place).at(Subscript.all(), Subscript.newAxis());
        Term taken = takeAlong(flat, broadcastTo(places, c.list(all))).axis(2);
        return c.let(
                "part",
                weight == null ? taken : mul(taken, c.let("weight", weight).at(Subscript.all(), Subscript.newAxis())));
    }

    private int size(int axis) {
        return c.size(0, Windows.LEADING + axis);
    }

    /** Coordinates from -1 to 1 as places from 0 to the last; or their outer edges, where corners are not aligned. */
    private Term coordinate(int axis) {
        Term written = c.let("coordinate", grid.at(Subscript.all(), Subscript.all(), axes - 1 - axis));
        int size = size(axis);
        return c.let(
                "at",
                cornersAligned ? mul(add(written, 1), (size - 1) / 2.0) : sub(mul(add(written, 1), size / 2.0), 0.5));
    }

    private List<Tap> taps(int axis) {
        Term at = coordinate(axis);
        return switch (c.settings().text("mode", "linear")) {
            case "nearest" -> List.of(tap(axis, round(inside(axis, at)), null));
            case "linear", "bilinear" -> linear(axis, c.let("inside", inside(axis, at)));
            case "cubic", "bicubic" -> cubic(axis, at);
            default -> throw new OnnxException("this mode is not supported");
        };
    }

    private List<Tap> linear(int axis, Term at) {
        Term below = c.let("below", floor(at));
        Term rest = c.let("rest", sub(at, below));
        return List.of(tap(axis, below, sub(1, rest)), tap(axis, add(below, 1), rest));
    }

    /** Each of the four elements is padded by itself. */
    private List<Tap> cubic(int axis, Term at) {
        Term below = c.let("below", floor(at));
        Term rest = c.let("rest", sub(at, below));
        Term other = c.let("other", sub(1, rest));
        List<Term> weights = List.of(far(add(rest, 1)), near(rest), near(other), far(add(other, 1)));
        return IntStream.range(0, weights.size())
                .mapToObj(i -> tap(axis, inside(axis, add(below, i - 1)), c.let("weight", weights.get(i))))
                .toList();
    }

    private static Term near(Term distance) {
        Term slope = sub(mul(ALPHA + 2, distance), ALPHA + 3);
        return add(mul(mul(slope, distance), distance), 1);
    }

    private static Term far(Term distance) {
        Term first = sub(mul(ALPHA, distance), 5 * ALPHA);
        Term second = add(mul(first, distance), 8 * ALPHA);
        return sub(mul(second, distance), 4 * ALPHA);
    }

    /** The element at a place that may lie outside: then it is the last one, and counts for nothing if padded with zeros. */
    private Tap tap(int axis, Term place, Term weight) {
        Term at = c.let("tap", place);
        int last = size(axis) - 1;
        Term index = c.let("index", toI32(clamp(at).min(0).max(last)));
        if (!padding.equals("zeros")) {
            return new Tap(index, weight);
        }
        Term counts = c.let("counts", toReal(and(greaterEqual(at, 0), lessEqual(at, last))));
        return new Tap(index, weight == null ? counts : mul(weight, counts));
    }

    /** A coordinate brought inside, as the padding wants it. */
    private Term inside(int axis, Term at) {
        int last = size(axis) - 1;
        return switch (padding) {
            case "zeros" -> at;
            case "border" -> clamp(at).min(0).max(last);
            case "reflection" ->
                clamp(c.let("reflected", reflected(axis, at))).min(0).max(last);
            default -> throw new OnnxException("this padding is not supported");
        };
    }

    /** To and fro between the first and the last place, or between the outer edges. */
    private Term reflected(int axis, Term at) {
        double low = cornersAligned ? 0 : -0.5;
        double width = cornersAligned ? size(axis) - 1 : size(axis);
        if (width == 0) {
            return zeros(c.list(c.type(c.let("place", at)).shape()));
        }
        return sub(low + width, abs(sub(mod(sub(at, low), 2 * width), width)));
    }
}
