// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime.data;

import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;

/** Numbers as a file holds them, row by row, of any element type; immutable. The first size counts the examples. */
public final class NumberArray {
    private final String origin;
    private final List<Integer> shape;
    private final int length;
    private final IntToDoubleFunction element;

    /**
     * @param origin how messages name where the numbers come from
     * @param shape sizes, the first one being the number of examples
     * @param element the value at a position in row-major order
     */
    NumberArray(String origin, List<Integer> shape, IntToDoubleFunction element) {
        this.origin = origin;
        this.shape = List.copyOf(shape);
        this.length = shape.stream().reduce(1, Math::multiplyExact);
        this.element = element;
    }

    /** Sizes, the first one being the number of examples. */
    public List<Integer> shape() {
        return shape;
    }

    /** The number of elements. */
    public int length() {
        return length;
    }

    /** The element at a position in row-major order. */
    public double get(int index) {
        return element.applyAsDouble(index);
    }

    /**
     * A column of {@code float}s, each rounded to the nearest.
     *
     * @throws DataException when memory does not suffice
     */
    public Column.Floats floats() {
        float[] values = allocate(float[]::new);
        for (int i = 0; i < length; i++) {
            values[i] = (float) get(i);
        }
        return new Column.Floats(values, elementShape());
    }

    /**
     * A column of {@code double}s.
     *
     * @throws DataException when memory does not suffice
     */
    public Column.Doubles doubles() {
        double[] values = allocate(double[]::new);
        for (int i = 0; i < length; i++) {
            values[i] = get(i);
        }
        return new Column.Doubles(values, elementShape());
    }

    /**
     * A column of whole numbers.
     *
     * @throws DataException when memory does not suffice, or an element is not whole or not within the range of {@code int}
     */
    public Column.Ints ints() {
        int[] values = allocate(int[]::new);
        for (int i = 0; i < length; i++) {
            values[i] = whole(i);
        }
        return new Column.Ints(values, elementShape());
    }

    private <T> T allocate(IntFunction<T> constructor) {
        try {
            return constructor.apply(length);
        } catch (OutOfMemoryError e) {
            throw new DataException(origin + ": " + length + " elements " + DataFile.TOO_LARGE, e);
        }
    }

    private int whole(int index) {
        double value = get(index);
        if (value != (int) value) {
            throw new DataException(origin + ": element " + index + " is " + value
                    + ", not a whole number of 32 bits; an i32 input needs these, a real input takes any number");
        }
        return (int) value;
    }

    private List<Integer> elementShape() {
        return shape.subList(1, shape.size());
    }
}
