// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

/**
 * The checks that a generated class makes before it computes anything: every fault is reported with the input's name, the
 * fact and what was needed. Nothing here allocates unless a check fails.
 */
public final class Doors {
    private Doors() {}

    /**
     * The length of an input's array.
     *
     * @throws IllegalArgumentException when it is null
     */
    public static int length(float[] values, String input) {
        return values == null ? missing(input) : values.length;
    }

    /** As {@link #length(float[], String)}. */
    public static int length(double[] values, String input) {
        return values == null ? missing(input) : values.length;
    }

    /** As {@link #length(float[], String)}. */
    public static int length(int[] values, String input) {
        return values == null ? missing(input) : values.length;
    }

    /** As {@link #length(float[], String)}. */
    public static int length(boolean[] values, String input) {
        return values == null ? missing(input) : values.length;
    }

    private static int missing(String input) {
        throw new IllegalArgumentException(input + " is null, but an array is needed");
    }

    /**
     * The free size n of a shape with {@code others * n} elements.
     *
     * @param length the length of the input's array
     * @param others the product of the other sizes
     * @param input the input's name
     * @param type its type, such as {@code real[batch, 784]}
     * @param size the free size's name
     * @throws IllegalArgumentException when the length is no positive multiple
     */
    public static int solveSize(int length, long others, String input, String type, String size) {
        if (length == 0) {
            throw new IllegalArgumentException(input + " has 0 values: " + size + " must be at least 1");
        }
        if (length % others != 0) {
            throw new IllegalArgumentException(
                    values(input, length) + ", but " + type + " needs a multiple of " + others);
        }
        return (int) (length / others);
    }

    /**
     * The free size n of a shape whose number of elements is a polynomial in n: {@code c[0] + c[1] n + c[2] n^2 ...},
     * growing with n. It is found by bisection.
     *
     * @param length the length of the input's array
     * @param coefficients of the powers of n, from the constant on
     * @param input the input's name
     * @param type its type, such as {@code real[n, n]}
     * @param size the free size's name
     * @throws IllegalArgumentException when no n of at least 1 gives the length
     */
    public static int solveSize(int length, long[] coefficients, String input, String type, String size) {
        long low = 1;
        long high = length;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (polynomial(coefficients, (double) middle) < length) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (low > high || polynomial(coefficients, (double) low) != length) {
            throw new IllegalArgumentException(
                    values(input, length) + ", but no " + size + " of at least 1 gives " + type + " as many");
        }
        return (int) low;
    }

    private static double polynomial(long[] coefficients, double n) {
        double sum = 0;
        for (int k = coefficients.length - 1; k >= 0; k--) {
            sum = sum * n + (double) coefficients[k];
        }
        return sum;
    }

    /**
     * Checks the length of an input without free sizes.
     *
     * @throws IllegalArgumentException when it differs from the need
     */
    public static void exact(int length, long need, String input, String type) {
        if (length != need) {
            throw new IllegalArgumentException(values(input, length) + ", but " + type + " needs " + need);
        }
    }

    /**
     * Checks the length of an input whose free size is known.
     *
     * @param length the length of the input's array
     * @param need how many elements its type has
     * @param input the input's name
     * @param type its type, such as {@code i32[batch]}
     * @param size the free size's name
     * @param value the free size
     * @throws IllegalArgumentException when the length differs from the need
     */
    public static void exact(int length, long need, String input, String type, String size, int value) {
        if (length != need) {
            throw wrong(length, need, input, type, size + " = " + value);
        }
    }

    /** As {@link #exact(int, long, String, String, String, int)}, with two free sizes. */
    public static void exact(
            int length, long need, String input, String type, String size1, int value1, String size2, int value2) {
        if (length != need) {
            throw wrong(length, need, input, type, size1 + " = " + value1 + ", " + size2 + " = " + value2);
        }
    }

    /**
     * What to throw when a length is wrong, for any number of free sizes.
     *
     * @param sizes the free sizes, such as {@code batch = 32, time = 8}
     */
    public static IllegalArgumentException wrong(int length, long need, String input, String type, String sizes) {
        return new IllegalArgumentException(
                values(input, length) + ", but " + type + " with " + sizes + " needs " + need);
    }

    private static String values(String input, int length) {
        return input + " has " + length + (length == 1 ? " value" : " values");
    }

    /**
     * Checks a free size that a caller passes as a number.
     *
     * @return the size
     * @throws IllegalArgumentException when it is below 1
     */
    public static int size(int value, String size) {
        if (value < 1) {
            throw new IllegalArgumentException(size + " must be at least 1, not " + value);
        }
        return value;
    }

    /**
     * Checks a condition that the model puts on its free sizes.
     *
     * @param holds whether it holds
     * @param condition the text of the model, such as {@code time <= 64}
     * @param size the free size's name
     * @param value the free size
     * @throws IllegalArgumentException when it does not hold
     */
    public static void condition(boolean holds, String condition, String size, int value) {
        if (!holds) {
            throw new IllegalArgumentException(size + " = " + value + ", but the model needs " + condition);
        }
    }

    /**
     * A product of sizes; sizes are positive.
     *
     * @throws IllegalArgumentException when it exceeds the range of {@code long}
     */
    public static long times(long a, long b) {
        long high = Math.multiplyHigh(a, b);
        long low = a * b;
        if (high != 0 || low < 0) {
            throw new IllegalArgumentException(
                    "a tensor would have " + a + " times " + b + " elements: give the model smaller inputs");
        }
        return low;
    }

    /**
     * Checks an index that comes from data.
     *
     * @param index the index
     * @param size how many there are
     * @param what what the index is, such as {@code label: class}
     * @return the index
     * @throws IllegalArgumentException when it is not in {@code 0..<size}
     */
    public static int index(int index, int size, String what) {
        if (index < 0 || index >= size) {
            throw outside(index, size, what);
        }
        return index;
    }

    private static IllegalArgumentException outside(int index, int size, String what) {
        return new IllegalArgumentException(what + " " + index + " is not in 0..<" + size);
    }

    /** Copies conditions into the integer arena as 0 and 1, from {@code offset} on. */
    public static void toInts(boolean[] from, int[] to, int offset) {
        for (int i = 0; i < from.length; i++) {
            to[offset + i] = from[i] ? 1 : 0;
        }
    }

    /** Copies 0 and other numbers of the integer arena from {@code offset} on into conditions. */
    public static void toBooleans(int[] from, int offset, boolean[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] = from[offset + i] != 0;
        }
    }
}
