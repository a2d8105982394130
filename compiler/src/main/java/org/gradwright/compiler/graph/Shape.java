// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The sizes of a tensor's axes, outermost first; empty for a scalar. */
public record Shape(List<Size> sizes) {
    public static final Shape SCALAR = new Shape(List.of());

    public Shape {
        sizes = List.copyOf(sizes);
    }

    public static Shape of(long... sizes) {
        return new Shape(Arrays.stream(sizes).mapToObj(Size::of).toList());
    }

    public static Shape of(Size... sizes) {
        return new Shape(List.of(sizes));
    }

    public int rank() {
        return sizes.size();
    }

    public Size size(int axis) {
        return sizes.get(axis);
    }

    /** The axis counted from the front, for one that may be counted from the end. @throws TypeError when outside */
    public int axis(int axis) {
        if (axis < -rank() || axis >= rank()) {
            throw new TypeError("axis " + axis + " is not in " + this + ", which has rank " + rank());
        }
        return axis < 0 ? axis + rank() : axis;
    }

    /** The number of elements. */
    public Size count() {
        return product(0, rank());
    }

    /** The product of the sizes of axes {@code from..<to}. */
    public Size product(int from, int to) {
        Size product = Size.ONE;
        for (Size size : sizes.subList(from, to)) {
            product = product.times(size);
        }
        return product;
    }

    public boolean isKnown() {
        return sizes.stream().allMatch(Size::isKnown);
    }

    /** The shape with axis {@code axis} of another size. */
    public Shape with(int axis, Size size) {
        var copy = new ArrayList<>(sizes);
        copy.set(axis, size);
        return new Shape(copy);
    }

    /** The shape with some free sizes fixed. */
    public Shape fix(Map<String, ? extends Number> free) {
        return new Shape(sizes.stream().map(s -> s.fix(free)).toList());
    }

    /** The sizes for given free sizes. */
    public int[] evaluate(Map<String, ? extends Number> free) {
        return sizes.stream().mapToInt(s -> Math.toIntExact(s.evaluate(free))).toArray();
    }

    /** As the language writes it: {@code [batch, 784]}; empty for a scalar. */
    @Override
    public String toString() {
        return rank() == 0 ? "" : sizes.stream().map(Size::toString).collect(Collectors.joining(", ", "[", "]"));
    }
}
