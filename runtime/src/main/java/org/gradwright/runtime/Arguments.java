// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

/**
 * Inputs that come as {@code Object}, from tools that know a model only by its description: their number and types are
 * checked. Real inputs may be of either precision.
 */
public final class Arguments {
    private Arguments() {}

    /**
     * Checks how many inputs there are.
     *
     * @param inputs what was passed
     * @param names the names of all inputs, comma-separated
     * @param count how many there must be
     * @throws IllegalArgumentException when there are more or fewer
     */
    public static void count(Object[] inputs, String names, int count) {
        if (inputs == null || inputs.length != count) {
            int given = inputs == null ? 0 : inputs.length;
            throw new IllegalArgumentException(given + (given == 1 ? " input was" : " inputs were")
                    + " given, but the model has " + count + ": " + names);
        }
    }

    /**
     * A real input of an f32 model: {@code float[]}, or {@code double[]}, which is rounded. Null stays null.
     *
     * @throws IllegalArgumentException when it is of another type
     */
    public static float[] floats(Object value, String input) {
        if (value instanceof double[] doubles) {
            float[] rounded = new float[doubles.length];
            for (int i = 0; i < rounded.length; i++) {
                rounded[i] = (float) doubles[i];
            }
            return rounded;
        }
        return cast(float[].class, value, input, "float[]");
    }

    /**
     * A real input of an f64 model: {@code double[]}, or {@code float[]}, which is widened. Null stays null.
     *
     * @throws IllegalArgumentException when it is of another type
     */
    public static double[] doubles(Object value, String input) {
        if (value instanceof float[] floats) {
            double[] widened = new double[floats.length];
            for (int i = 0; i < widened.length; i++) {
                widened[i] = floats[i];
            }
            return widened;
        }
        return cast(double[].class, value, input, "double[]");
    }

    /**
     * An input of whole numbers: {@code int[]}. Null stays null.
     *
     * @throws IllegalArgumentException when it is of another type
     */
    public static int[] ints(Object value, String input) {
        return cast(int[].class, value, input, "int[]");
    }

    /**
     * An input of conditions: {@code boolean[]}. Null stays null.
     *
     * @throws IllegalArgumentException when it is of another type
     */
    public static boolean[] booleans(Object value, String input) {
        return cast(boolean[].class, value, input, "boolean[]");
    }

    /**
     * A scalar of an f32 model: a {@code Number} or an array of one number.
     *
     * @throws IllegalArgumentException when it is neither
     */
    public static float scalarFloat(Object value, String input) {
        return (float) scalarDouble(value, input);
    }

    /**
     * A scalar of an f64 model: a {@code Number} or an array of one number.
     *
     * @throws IllegalArgumentException when it is neither
     */
    public static double scalarDouble(Object value, String input) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (value instanceof int[] ints) {
            return one(ints, ints.length, input)[0];
        }
        double[] array = doubles(value, input);
        return one(array, array == null ? 0 : array.length, input)[0];
    }

    /**
     * A whole number: an {@code Integer} or an array of one number.
     *
     * @throws IllegalArgumentException when it is neither
     */
    public static int scalarInt(Object value, String input) {
        if (value instanceof Integer number) {
            return number;
        }
        int[] array = ints(value, input);
        return one(array, array == null ? 0 : array.length, input)[0];
    }

    /**
     * A condition: a {@code Boolean} or an array of one condition.
     *
     * @throws IllegalArgumentException when it is neither
     */
    public static boolean scalarBoolean(Object value, String input) {
        if (value instanceof Boolean condition) {
            return condition;
        }
        boolean[] array = booleans(value, input);
        return one(array, array == null ? 0 : array.length, input)[0];
    }

    private static <T> T one(T array, int length, String input) {
        if (length != 1) {
            throw new IllegalArgumentException(input + " must be one value, not " + length);
        }
        return array;
    }

    private static <T> T cast(Class<T> type, Object value, String input, String name) {
        if (value != null && !type.isInstance(value)) {
            throw new IllegalArgumentException(
                    input + " must be " + name + ", not " + value.getClass().getSimpleName());
        }
        return type.cast(value);
    }
}
