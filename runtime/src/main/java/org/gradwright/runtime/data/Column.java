// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime.data;

import java.util.List;
import java.util.stream.Stream;

/**
 * One named input or target of a data set: for each example an element of the same shape, row by row. The arrays are not
 * copied: who makes a column gives its array away, and who asks for it may only read.
 */
public sealed interface Column {
    /** The array that holds all elements: {@code float[]}, {@code double[]} or {@code int[]}. */
    Object values();

    /** The shape of one example's element; empty for a scalar. */
    List<Integer> shape();

    /** The length of the array of all elements. */
    int length();

    /** A new array of this column's type. */
    Object newArray(int length);

    /** A column like this one with other values. */
    Column with(Object values);

    /** The value at a position in the array. */
    double get(int index);

    /** How many numbers one example has. */
    default int stride() {
        return shape().stream().reduce(1, Math::multiplyExact);
    }

    /** How many examples there are. */
    default int count() {
        return length() / stride();
    }

    /**
     * Copies examples one after the other.
     *
     * @param examples which ones
     * @param from the first position in {@code examples}
     * @param count how many
     * @param target an array of this column's type, filled from its start
     */
    default void gather(int[] examples, int from, int count, Object target) {
        int stride = stride();
        for (int i = 0; i < count; i++) {
            System.arraycopy(values(), examples[from + i] * stride, target, i * stride, stride);
        }
    }

    /** A column of these examples only, in this order. */
    default Column select(int[] examples) {
        Object chosen = newArray(Math.multiplyExact(examples.length, stride()));
        gather(examples, 0, examples.length, chosen);
        return with(chosen);
    }

    /** The values as {@code float}s, each rounded to the nearest; this column itself when it has them already. */
    default Floats toFloats() {
        if (this instanceof Floats floats) {
            return floats;
        }
        float[] values = new float[length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) get(i);
        }
        return new Floats(values, shape());
    }

    /** The values as {@code double}s; this column itself when it has them already. */
    default Doubles toDoubles() {
        if (this instanceof Doubles doubles) {
            return doubles;
        }
        double[] values = new double[length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = get(i);
        }
        return new Doubles(values, shape());
    }

    private static List<Integer> checked(int length, List<Integer> shape) {
        int stride = 1;
        for (int extent : shape) {
            if (extent < 1) {
                throw new IllegalArgumentException("shape " + shape + ": each size must be 1 or more");
            }
            stride = Math.multiplyExact(stride, extent);
        }
        if (length % stride != 0) {
            throw new IllegalArgumentException(length + " values are not a whole number of elements of shape " + shape);
        }
        return List.copyOf(shape);
    }

    /**
     * Real numbers in single precision.
     *
     * @param values the elements of all examples, row by row
     * @param shape the shape of one element
     */
    record Floats(float[] values, List<Integer> shape) implements Column {
        /** @throws IllegalArgumentException when the array does not hold a whole number of such elements */
        public Floats {
            shape = checked(values.length, shape);
        }

        @Override
        public int length() {
            return values.length;
        }

        @Override
        public Object newArray(int length) {
            return new float[length];
        }

        @Override
        public Column with(Object others) {
            return new Floats((float[]) others, shape);
        }

        @Override
        public double get(int index) {
            return values[index];
        }
    }

    /**
     * Real numbers in double precision.
     *
     * @param values the elements of all examples, row by row
     * @param shape the shape of one element
     */
    record Doubles(double[] values, List<Integer> shape) implements Column {
        /** @throws IllegalArgumentException when the array does not hold a whole number of such elements */
        public Doubles {
            shape = checked(values.length, shape);
        }

        @Override
        public int length() {
            return values.length;
        }

        @Override
        public Object newArray(int length) {
            return new double[length];
        }

        @Override
        public Column with(Object others) {
            return new Doubles((double[]) others, shape);
        }

        @Override
        public double get(int index) {
            return values[index];
        }
    }

    /**
     * Whole numbers: labels, tokens.
     *
     * @param values the elements of all examples, row by row
     * @param shape the shape of one element
     */
    record Ints(int[] values, List<Integer> shape) implements Column {
        /** @throws IllegalArgumentException when the array does not hold a whole number of such elements */
        public Ints {
            shape = checked(values.length, shape);
        }

        @Override
        public int length() {
            return values.length;
        }

        @Override
        public Object newArray(int length) {
            return new int[length];
        }

        @Override
        public Column with(Object others) {
            return new Ints((int[]) others, shape);
        }

        @Override
        public double get(int index) {
            return values[index];
        }

        /**
         * For each number k a row of {@code classes} numbers: one at position k, zero elsewhere.
         *
         * @param classes how many classes there are
         * @throws DataException when a number is negative or not below {@code classes}, or the rows are too many
         * @throws IllegalArgumentException when there is less than one class
         */
        public Floats oneHot(int classes) {
            if (classes < 1) {
                throw new IllegalArgumentException("there are " + classes + " classes; there must be 1 or more");
            }
            checkLength((long) values.length * classes, classes);
            float[] hot = new float[values.length * classes];
            for (int i = 0; i < values.length; i++) {
                hot[i * classes + classOf(i, classes)] = 1;
            }
            return new Floats(hot, append(shape, classes));
        }

        private void checkLength(long length, int classes) {
            if (length > DataFile.LONGEST_ARRAY) {
                throw new DataException(values.length + " labels of " + classes
                        + " classes are too many for one-hot rows; give the model the labels themselves, as i32");
            }
        }

        private int classOf(int index, int classes) {
            if (values[index] < 0 || values[index] >= classes) {
                throw new DataException(
                        "example " + index / stride() + " is of class " + values[index] + ", but there are " + classes
                                + " classes, from 0 on; raise their number or correct the label");
            }
            return values[index];
        }

        private static List<Integer> append(List<Integer> shape, int last) {
            return Stream.concat(shape.stream(), Stream.of(last)).toList();
        }
    }
}
