// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.value;

import java.util.ArrayList;
import java.util.List;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.Fault;
import org.gradwright.compiler.lang.diagnostic.Span;

/** Turns values into sizes, axes and shapes, or says why they are none. */
public final class Sizes {
    /** The most axes of a tensor. */
    public static final int RANK = 8;
    /** The most elements of a tensor. */
    public static final long ELEMENTS = Integer.MAX_VALUE - 8L;

    private static final double WHOLE = 1L << 53;

    /**
     * A size, known or free, that is not negative.
     *
     * @throws Fault when the value is none, or beyond {@link #ELEMENTS}
     */
    public Size size(Value value, Span span) {
        Size size = whole(value, span);
        if (size.isKnown() && (size.known() < 0 || size.known() > ELEMENTS)) {
            throw Fault.of(Diagnostic.error("G0223", span, size + " is no size")
                    .help("a size is a whole number from 0 to " + ELEMENTS));
        }
        return size;
    }

    /**
     * A whole number or a size, which may be negative.
     *
     * @throws Fault when the value is none
     */
    public Size whole(Value value, Span span) {
        if (value == Value.Poison.POISON) {
            throw Fault.silent();
        }
        if (value instanceof Value.Whole whole) {
            return whole.size();
        }
        if (value instanceof Value.Decimal number && number.value() == Math.rint(number.value())) {
            return Size.of(integral(number.value(), span));
        }
        if (value instanceof Value.Decimal number && number.uneven().isPresent()) {
            throw Fault.of(number.uneven().get());
        }
        if (value instanceof Value.Tensor) {
            throw Fault.of(Diagnostic.error(
                            "G0221", span, "a size must be known when compiling, or be the size of an input")
                    .label(value.describe())
                    .help("sizes are sums and products of known and free ones; a quotient of free sizes is none"));
        }
        throw Fault.of(
                Diagnostic.error("G0221", span, "a whole number is needed here").label(value.describe()));
    }

    private static long integral(double value, Span span) {
        if (Math.abs(value) > WHOLE) {
            throw Fault.of(Diagnostic.error("G0223", span, Numerals.text(value) + " is no size")
                    .help("a size is a whole number from 0 to " + ELEMENTS));
        }
        return (long) value;
    }

    /**
     * A whole number that is known when compiling.
     *
     * @throws Fault when the value is none
     */
    public long known(Value value, Span span) {
        Size size = whole(value, span);
        if (!size.isKnown()) {
            throw Fault.of(Diagnostic.error("G0221", span, "a number that is known when compiling is needed here")
                    .label(size + " is free at run time"));
        }
        return size.known();
    }

    /**
     * An axis of a tensor, counted from the front.
     *
     * @param rank how many axes there are
     * @param type what has them, as a message calls it
     * @throws Fault when there is no such axis
     */
    public int axis(Value value, int rank, Span span, String type) {
        long axis = known(value, span);
        if (axis < -rank || axis >= rank) {
            throw Fault.of(Diagnostic.error("G0224", span, "axis " + axis + " is not in " + type)
                    .help(
                            rank == 0
                                    ? "a scalar has no axes"
                                    : "its axes are 0 to " + (rank - 1) + ", or -" + rank + " to -1 from the end"));
        }
        return (int) (axis < 0 ? axis + rank : axis);
    }

    /**
     * Axes: a number, a list, or all for {@code none}.
     *
     * @param rank how many axes there are
     * @param type what has them, as a message calls it
     * @throws Fault when there is no such axis, or one is named twice
     */
    public List<Integer> axes(Value value, int rank, Span span, String type) {
        List<Integer> axes = new ArrayList<>();
        if (value == Value.None.NONE) {
            for (int axis = 0; axis < rank; axis++) {
                axes.add(axis);
            }
            return axes;
        }
        List<Value> items = value instanceof Value.ListValue list ? list.elements() : List.of(value);
        for (Value item : items) {
            int axis = axis(item, rank, span, type);
            if (axes.contains(axis)) {
                throw Fault.of(Diagnostic.error("G0224", span, "axis " + axis + " is named twice"));
            }
            axes.add(axis);
        }
        return axes;
    }

    /**
     * For what is stored or handed out.
     *
     * @throws Fault when a size is 0
     */
    public static void requireElements(Shape shape, Span span) {
        if (shape.sizes().contains(Size.ZERO)) {
            throw Fault.of(Diagnostic.error("G0223", span, shape + " has no elements")
                    .help("each size of a parameter, a state or an output is at least 1"));
        }
    }

    /**
     * A shape: a list of sizes, or one size.
     *
     * @throws Fault when the value is none, or beyond the limits
     */
    public Shape shape(Value value, Span span) {
        List<Value> items = value instanceof Value.ListValue list ? list.elements() : List.of(value);
        return checked(new Shape(items.stream().map(item -> size(item, span)).toList()), span);
    }

    /**
     * The same shape, if it is within the limits: {@link #RANK} axes and {@link #ELEMENTS} elements, a free size counted
     * as 1.
     *
     * @throws Fault when it is not
     */
    public Shape checked(Shape shape, Span span) {
        if (shape.rank() > RANK) {
            throw Fault.of(Diagnostic.error("G0009", span, "a tensor has at most " + RANK + " axes")
                    .label(shape + ", rank " + shape.rank()));
        }
        if (count(shape) > ELEMENTS) {
            throw Fault.of(Diagnostic.error("G0010", span, "a tensor has at most " + ELEMENTS + " elements")
                    .label(shape.toString()));
        }
        return shape;
    }

    /** The number of elements as far as known: a free size counts as 1. */
    private static double count(Shape shape) {
        return shape.sizes().stream()
                .filter(Size::isKnown)
                .mapToDouble(Size::known)
                .reduce(1, (a, b) -> a * b);
    }
}
