// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

/** Copies numbers into an arena of either precision, a {@code float[]} or {@code double[]}. */
final class Reals {
    private Reals() {}

    static void put(float[] values, Object arena, int offset) {
        if (arena instanceof float[] floats) {
            System.arraycopy(values, 0, floats, offset, values.length);
            return;
        }
        double[] doubles = (double[]) arena;
        for (int i = 0; i < values.length; i++) {
            doubles[offset + i] = values[i];
        }
    }

    /** Rounds where the arena is of floats. */
    static void put(double[] values, Object arena, int offset) {
        if (arena instanceof double[] doubles) {
            System.arraycopy(values, 0, doubles, offset, values.length);
            return;
        }
        float[] floats = (float[]) arena;
        for (int i = 0; i < values.length; i++) {
            floats[offset + i] = (float) values[i];
        }
    }
}
