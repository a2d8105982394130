// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.data;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;

/**
 * Numbers with a shape, row-major, each computed when it is asked for: reading a file, dividing it by 255 and rounding it to
 * single precision is one pass.
 *
 * @param shape sizes; empty for one number
 * @param at the number at a row-major position
 */
record Numbers(List<Integer> shape, IntToDoubleFunction at) {
    Numbers {
        shape = List.copyOf(shape);
    }

    static Numbers of(double value) {
        return new Numbers(List.of(), i -> value);
    }

    static Numbers of(List<Integer> shape, double[] values) {
        return new Numbers(shape, i -> values[i]);
    }

    boolean isScalar() {
        return shape.isEmpty();
    }

    /** @throws ArithmeticException when there are more than an array holds */
    int length() {
        return shape.stream().reduce(1, Math::multiplyExact);
    }

    /** The first rows only. */
    Numbers first(int rows) {
        if (isScalar() || shape.get(0) <= rows) {
            return this;
        }
        var fewer = new ArrayList<>(shape);
        fewer.set(0, rows);
        return new Numbers(fewer, at);
    }

    double get(int position) {
        return at.applyAsDouble(position);
    }

    Numbers map(DoubleUnaryOperator function) {
        return new Numbers(shape, i -> function.applyAsDouble(at.applyAsDouble(i)));
    }

    /** Position by position; one number goes with all. @throws IllegalArgumentException when the shapes differ */
    Numbers with(Numbers other, DoubleBinaryOperator function) {
        if (other.isScalar()) {
            double value = other.get(0);
            return map(x -> function.applyAsDouble(x, value));
        }
        if (isScalar()) {
            double value = get(0);
            return other.map(x -> function.applyAsDouble(value, x));
        }
        if (!shape.equals(other.shape)) {
            throw new IllegalArgumentException("shapes " + shape + " and " + other.shape + " differ");
        }
        return new Numbers(shape, i -> function.applyAsDouble(at.applyAsDouble(i), other.at.applyAsDouble(i)));
    }

    /** For each class number a row of zeros with a one. @throws IllegalArgumentException for a number that is no class */
    Numbers oneHot(int classes) {
        for (int i = 0; i < length(); i++) {
            double label = get(i);
            if (label != Math.rint(label) || label < 0 || label >= classes) {
                throw new IllegalArgumentException(
                        "value " + i + " is " + text(label) + ", which is no class of 0..<" + classes);
            }
        }
        var longer = new ArrayList<>(shape);
        longer.add(classes);
        return new Numbers(longer, i -> at.applyAsDouble(i / classes) == i % classes ? 1 : 0);
    }

    /** A number without a superfluous point. */
    static String text(double value) {
        return value == (long) value ? Long.toString((long) value) : Double.toString(value);
    }

    /** The sizes as the language writes them: {@code [28, 28]}. */
    static String text(List<Integer> sizes) {
        return sizes.toString();
    }
}
