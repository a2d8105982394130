// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.graph;

import java.util.Arrays;

/**
 * A plain tensor of the reference interpreter: row-major float64; {@code i32} as whole numbers, {@code bool} as 0 and 1.
 * The data array belongs to the tensor.
 */
public record Tensor(int[] shape, double[] data) {
    public Tensor {
        if (count(shape) != data.length) {
            throw new IllegalArgumentException(data.length + " values for shape " + Arrays.toString(shape));
        }
    }

    public static Tensor scalar(double value) {
        return new Tensor(new int[0], new double[] {value});
    }

    public static Tensor zeros(int... shape) {
        return new Tensor(shape, new double[count(shape)]);
    }

    public static int count(int... shape) {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }

    public int rank() {
        return shape.length;
    }

    /** The row-major position of an index. */
    public int position(int... index) {
        int position = 0;
        for (int axis = 0; axis < shape.length; axis++) {
            position = position * shape[axis] + index[axis];
        }
        return position;
    }

    public double get(int... index) {
        return data[position(index)];
    }

    public void set(double value, int... index) {
        data[position(index)] = value;
    }

    /** The index of a row-major position. */
    public int[] index(int position) {
        int[] index = new int[shape.length];
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            index[axis] = position % shape[axis];
            position /= shape[axis];
        }
        return index;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tensor t && Arrays.equals(shape, t.shape) && Arrays.equals(data, t.data);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(shape) + Arrays.hashCode(data);
    }

    @Override
    public String toString() {
        return Arrays.toString(shape) + " " + Arrays.toString(data);
    }
}
