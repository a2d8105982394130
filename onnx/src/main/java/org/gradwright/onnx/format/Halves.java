// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.format;

/** Real numbers of 16 bits. */
final class Halves {
    private static final int FRACTION = 10;
    private static final int LARGEST_EXPONENT = 31;

    private Halves() {}

    /** The value of a bit pattern: IEEE binary16, or the upper half of a float. */
    static double value(ElementType type, int bits) {
        return type == ElementType.BFLOAT16 ? Float.intBitsToFloat(bits << 16) : binary16(bits & 0xFFFF);
    }

    private static double binary16(int bits) {
        int exponent = bits >> FRACTION & LARGEST_EXPONENT;
        int fraction = bits & (1 << FRACTION) - 1;
        double size;
        if (exponent == LARGEST_EXPONENT) {
            size = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
        } else if (exponent == 0) {
            size = Math.scalb((double) fraction, -14 - FRACTION);
        } else {
            size = Math.scalb((double) (fraction | 1 << FRACTION), exponent - 15 - FRACTION);
        }
        return bits >> 15 == 0 ? size : -size;
    }
}
