// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.data;

import java.lang.reflect.Array;
import java.util.stream.IntStream;
import org.gradwright.compiler.graph.Shape;

/** Where the numbers of one example lie in a batch's tensor. */
public final class ExampleRows {
    private final Shape shape;
    private final int position;

    /** @param shape of the tensor, with the axis of examples if it has one */
    public ExampleRows(Shape shape, ExampleAxis axis) {
        this.shape = shape;
        this.position = axis.in(shape);
    }

    /**
     * The positions of an example's numbers, row-major; all for a tensor that the examples share.
     *
     * @param length of the batch's tensor
     */
    public IntStream of(int length, int example, int batch) {
        if (position < 0) {
            return IntStream.range(0, length);
        }
        int behind = behind(length / batch);
        int before = length / batch / behind;
        return IntStream.range(0, before * behind).map(i -> (i / behind * batch + example) * behind + i % behind);
    }

    /** How many numbers lie behind the axis of examples; all when it comes first. */
    private int behind(int count) {
        return position == 0
                ? count
                : Math.toIntExact(shape.product(position + 1, shape.rank()).known());
    }

    /** The numbers themselves, conditions as 0 and 1. @param tensor an array, or one number */
    public double[] numbers(Object tensor, int example, int batch) {
        if (!tensor.getClass().isArray()) {
            return new double[] {number(tensor)};
        }
        return of(Array.getLength(tensor), example, batch)
                .mapToDouble(i -> at(tensor, i))
                .toArray();
    }

    /** The number at a place of an array. */
    public static double at(Object tensor, int index) {
        if (tensor instanceof float[] floats) {
            return floats[index];
        }
        return tensor instanceof double[] doubles ? doubles[index] : number(Array.get(tensor, index));
    }

    private static double number(Object value) {
        return value instanceof Boolean truth ? truth ? 1 : 0 : ((Number) value).doubleValue();
    }
}
