// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime.data;

import java.util.LinkedHashMap;
import java.util.Map;

/** Some examples, copied into arrays of their own that last until the next batch. */
public final class Batch {
    private final Dataset data;
    private final Map<String, Object> arrays = new LinkedHashMap<>();
    private final int[] examples;

    Batch(Dataset data, int size) {
        this.data = data;
        this.examples = new int[size];
        for (String name : data.names()) {
            Column column = data.column(name);
            arrays.put(name, column.newArray(Math.multiplyExact(size, column.stride())));
        }
    }

    void fill(int[] order, int from) {
        System.arraycopy(order, from, examples, 0, examples.length);
        arrays.forEach((name, array) -> data.column(name).gather(examples, 0, examples.length, array));
    }

    /** The number of examples. */
    public int size() {
        return examples.length;
    }

    /** The positions of the examples in the data set. */
    public int[] examples() {
        return examples;
    }

    /**
     * The array for an input, {@code float[]}, {@code double[]} or {@code int[]} as its column is.
     *
     * @throws DataException when the data have no such column
     */
    public Object values(String name) {
        data.column(name);
        return arrays.get(name);
    }

    /**
     * The array for an input of single precision.
     *
     * @throws DataException when the data have no such column, or not of this type
     */
    public float[] floats(String name) {
        return typed(float[].class, name);
    }

    /**
     * The array for an input of double precision.
     *
     * @throws DataException when the data have no such column, or not of this type
     */
    public double[] doubles(String name) {
        return typed(double[].class, name);
    }

    /**
     * The array for an input of whole numbers.
     *
     * @throws DataException when the data have no such column, or not of this type
     */
    public int[] ints(String name) {
        return typed(int[].class, name);
    }

    private <T> T typed(Class<T> type, String name) {
        Object values = values(name);
        if (!type.isInstance(values)) {
            throw new DataException(
                    "column " + name + " has " + values.getClass().getSimpleName() + " values, not "
                            + type.getSimpleName() + "; convert it before it is batched");
        }
        return type.cast(values);
    }
}
