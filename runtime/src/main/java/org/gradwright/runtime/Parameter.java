// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

import java.util.Arrays;
import org.gradwright.runtime.ModelDescription.Kind;
import org.gradwright.runtime.ModelDescription.Variable;

/**
 * A live view of one variable: a parameter, a state or a tensor of optimiser state. It reads and writes the model's own
 * numbers, so it always shows the latest step. After the model is closed every access throws {@link IllegalStateException}.
 */
public final class Parameter {
    private final TrainingStep model;
    private final Variable variable;

    Parameter(TrainingStep model, Variable variable) {
        this.model = model;
        this.variable = variable;
    }

    /** The name, such as {@code h[3].att.qkv.W}. */
    public String path() {
        return variable.path();
    }

    /** What the variable is for. */
    public Kind kind() {
        return variable.kind();
    }

    /** The sizes, a copy; a scalar has none. */
    public int[] shape() {
        return Shapes.toArray(variable.shape());
    }

    /** The number of elements. */
    public int size() {
        return (int) variable.size();
    }

    /** The values, row-major, a copy; in an f64 model rounded. */
    public float[] floats() {
        float[] values = new float[size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) model.read(variable.offset() + i);
        }
        return values;
    }

    /** The values, row-major, a copy. */
    public double[] doubles() {
        double[] values = new double[size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = model.read(variable.offset() + i);
        }
        return values;
    }

    /**
     * One element.
     *
     * @param index its row-major index
     * @throws IndexOutOfBoundsException when there is no such element
     */
    public double get(int index) {
        return model.read(variable.offset() + checked(index));
    }

    /**
     * Changes one element; in an f32 model the value is rounded.
     *
     * @param index its row-major index
     * @throws IndexOutOfBoundsException when there is no such element
     */
    public void set(int index, double value) {
        model.write(variable.offset() + checked(index), value);
    }

    /**
     * Changes all elements.
     *
     * @param values row-major
     * @throws IllegalArgumentException when their number differs from the size; nothing is changed then
     */
    public void set(float... values) {
        checkLength(values.length);
        model.requireOpen();
        Reals.put(values, model.reals(), variable.offset());
    }

    /**
     * Changes all elements; in an f32 model the values are rounded.
     *
     * @param values row-major
     * @throws IllegalArgumentException when their number differs from the size; nothing is changed then
     */
    public void set(double... values) {
        checkLength(values.length);
        model.requireOpen();
        Reals.put(values, model.reals(), variable.offset());
    }

    /** Returns to the values that the model began with. */
    void initialise(long seed) {
        double[] values = new double[size()];
        variable.initialiser().fill(values, shape(), seed, path());
        set(values);
    }

    /** As {@code set}, of a {@code float[]} or {@code double[]}. */
    void assign(Object values) {
        if (values instanceof float[] floats) {
            set(floats);
        } else {
            set((double[]) values);
        }
    }

    private int checked(int index) {
        if (index < 0 || index >= size()) {
            throw new IndexOutOfBoundsException(path() + " has no element " + index + ": it has " + size());
        }
        return index;
    }

    private void checkLength(int length) {
        if (length != size()) {
            throw new IllegalArgumentException(
                    path() + " has the shape " + Arrays.toString(shape()) + ", " + size() + " values, not " + length);
        }
    }

    /** Kind, path and shape, such as {@code param h1.W [784, 512]}. */
    @Override
    public String toString() {
        return variable.kind().text() + " " + path() + " " + Arrays.toString(shape());
    }
}
