// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.graph.TensorType;

/**
 * An operand of a sample: its type and where its values lie.
 *
 * @param value from a number of [0, 1) to an element
 */
record Operand(TensorType type, DoubleUnaryOperator value) {
    /** Reals of an interval. */
    static Operand between(double from, double to) {
        return new Operand(TensorType.SCALAR, u -> from + u * (to - from));
    }

    /** Reals of either sign, away from 0. A size is a number or the name of a free size. */
    static Operand real(Object... sizes) {
        return new Operand(TensorType.real(shape(sizes)), u -> u < 0.5 ? -0.3 - 3 * u : 0.3 + 3 * (u - 0.5));
    }

    /** Whole numbers of an interval, both ends included. */
    static Operand whole(int from, int to, Object... sizes) {
        return new Operand(TensorType.i32(shape(sizes)), u -> Math.floor(from + u * (to - from + 1)));
    }

    static Operand truth(Object... sizes) {
        return new Operand(TensorType.bool(shape(sizes)), u -> u < 0.5 ? 0 : 1);
    }

    Operand shaped(Object... sizes) {
        return new Operand(new TensorType(type.element(), shape(sizes)), value);
    }

    boolean isReal() {
        return type.element() == Element.REAL;
    }

    Tensor draw(java.util.Random random, java.util.Map<String, Integer> free) {
        int[] shape = type.shape().evaluate(free);
        double[] data = new double[Tensor.count(shape)];
        Arrays.setAll(data, i -> value.applyAsDouble(random.nextDouble()));
        return new Tensor(shape, data);
    }

    static Shape shape(Object... sizes) {
        return Shape.of(Arrays.stream(sizes)
                .map(size -> size instanceof String name ? Size.free(name) : Size.of((Integer) size))
                .toArray(Size[]::new));
    }
}
