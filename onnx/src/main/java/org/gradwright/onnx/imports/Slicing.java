// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.imports;

import static org.gradwright.compiler.build.Functions.flip;
import static org.gradwright.compiler.build.Functions.gather;
import static org.gradwright.compiler.build.Functions.indices;
import static org.gradwright.compiler.build.Terms.add;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.gradwright.compiler.build.ModelError;
import org.gradwright.compiler.build.Subscript;
import org.gradwright.compiler.build.Term;
import org.gradwright.compiler.build.Terms;
import org.gradwright.compiler.graph.Size;
import org.gradwright.onnx.format.OnnxException;

/** {@code Slice}: elements of some axes, bounds counted from either end. */
final class Slicing {
    private final Call c;
    private final List<Size> starts;
    private final List<Size> ends;
    private final List<Integer> axes;
    private final List<Integer> steps;

    private Slicing(Call c) {
        this.c = c;
        boolean operands = c.has(1);
        this.starts = operands ? c.lengths(1) : sizes(c.settings().wholes("starts"));
        this.ends = operands ? c.lengths(2) : sizes(c.settings().wholes("ends"));
        List<Integer> first = Call.all(starts.size());
        this.axes = operands && c.has(3) ? c.wholes(3) : c.settings().wholes("axes", first);
        this.steps = c.has(4) ? c.wholes(4) : Call.times(starts.size(), 1);
    }

    static final Map<String, Operator> ALL = Table.of(Table.any("Slice", c -> new Slicing(c).all()));

    private static List<Size> sizes(List<Integer> wholes) {
        return wholes.stream().map(Size::of).toList();
    }

    private List<Value> all() {
        int[] none = IntStream.range(0, axes.size())
                .filter(this::isEmpty)
                .map(this::axis)
                .toArray();
        return List.of(none.length > 0 ? Value.Known.empty(c.type(0), none) : new Value.Bound(run()));
    }

    private int axis(int i) {
        return c.axis(axes.get(i), c.rank(0));
    }

    /** Whether nothing of an axis is wanted. */
    private boolean isEmpty(int i) {
        Size size = c.shape(0).size(axis(i));
        int step = steps.get(i);
        if (!size.isKnown() || !starts.get(i).isKnown() || !ends.get(i).isKnown() || step == 0) {
            return false;
        }
        int from = bound((int) starts.get(i).known(), (int) size.known(), step);
        int to = bound((int) ends.get(i).known(), (int) size.known(), step);
        return step > 0 ? to <= from : to >= from;
    }

    private Term run() {
        Term result = c.x();
        for (int i = 0; i < axes.size(); i++) {
            int axis = axis(i);
            if (!starts.get(i).is(0) || !isBeyond(ends.get(i)) || steps.get(i) != 1) {
                result = c.let("part", part(result, axis, starts.get(i), ends.get(i), steps.get(i)));
            }
        }
        return result;
    }

    private static boolean isBeyond(Size end) {
        return end.isKnown() && end.known() >= Integer.MAX_VALUE;
    }

    private Term part(Term x, int axis, Size start, Size end, int step) {
        if (step == 0) {
            throw new OnnxException("a slice by steps of 0 has no end");
        }
        boolean known = c.shape(0).size(axis).isKnown() && start.isKnown() && end.isKnown();
        return known ? closed(x, axis, (int) start.known(), (int) end.known(), step) : open(x, axis, start, end, step);
    }

    private Term closed(Term x, int axis, int start, int end, int step) {
        int size = c.size(0, axis);
        int from = bound(start, size, step);
        int to = bound(end, size, step);
        if (step > 0) {
            return Shapes.part(x, c.rank(0), axis, from, to, step);
        }
        return Shapes.part(c.let("flipped", flip(x, axis)), c.rank(0), axis, size - 1 - from, size - 1 - to, -step);
    }

    /** A bound counted from the end if negative, and within what a step of this direction can reach. */
    private static int bound(int bound, int size, int step) {
        long counted = bound < 0 ? (long) bound + size : bound;
        int lowest = step > 0 ? 0 : -1;
        int highest = step > 0 ? size : size - 1;
        return (int) Math.max(lowest, Math.min(highest, counted));
    }

    /**
     * Of an axis, or to a bound, that is free: a bound that is known is taken to lie inside. So many of the first elements as a
     * free size says, such as the positions of a text, are looked up one by one: a size that is too large is an error then.
     */
    private Term open(Term x, int axis, Size start, Size end, int step) {
        boolean whole = step == -1 && start.is(-1) && end.isKnown() && end.known() <= -Integer.MAX_VALUE;
        if (whole) {
            return flip(x, axis);
        }
        if (step < 0) {
            throw new OnnxException("a slice by negative steps of the free axis " + axis + ": fix it with --dim");
        }
        Object[] subscripts = new Object[axis + 1];
        Arrays.fill(subscripts, Subscript.all());
        if (start.is(0) && step == 1 && !end.isKnown() && c.shape(0).size(axis).isKnown()) {
            return gather(x, indices(c.size(end))).axis(axis);
        }
        Term from = fromFront(start, axis);
        Subscript range = isBeyond(end) ? Subscript.from(from) : Subscript.between(from, fromFront(end, axis));
        subscripts[axis] = step == 1 ? range : range.by(step);
        try {
            return c.let("open", x.at(subscripts));
        } catch (ModelError e) {
            String fact = e.getMessage().lines().findFirst().orElse("it does not fit");
            throw new OnnxException(fact + " on a free axis: fix its size with --dim", e);
        }
    }

    private Term fromFront(Size bound, int axis) {
        boolean counted = bound.isKnown() && bound.known() < 0;
        Term written = c.size(bound);
        return counted ? add(c.size(c.shape(0).size(axis)), Terms.of(bound.known())) : written;
    }
}
