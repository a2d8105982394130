// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.graph;

/** The type of a node's value: element and shape. */
public record TensorType(Element element, Shape shape) {
    public static final TensorType SCALAR = real(Shape.SCALAR);

    public static TensorType real(Shape shape) {
        return new TensorType(Element.REAL, shape);
    }

    public static TensorType i32(Shape shape) {
        return new TensorType(Element.I32, shape);
    }

    public static TensorType bool(Shape shape) {
        return new TensorType(Element.BOOL, shape);
    }

    public int rank() {
        return shape.rank();
    }

    public boolean isReal() {
        return element == Element.REAL;
    }

    public boolean isScalar() {
        return rank() == 0;
    }

    /** As the language writes it: {@code real[batch, 784]}. */
    @Override
    public String toString() {
        return element.toString() + shape;
    }
}
