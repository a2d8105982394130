// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.plan;

/**
 * Where a buffer lies.
 *
 * @param offset in elements from the start of the space; depends on the free sizes
 */
public record Placement(Space space, Extent offset) {
    /** The arrays that a program works on. */
    public enum Space {
        /** The caller's own array. */
        INPUT,
        /** The arena of reals. */
        REALS,
        /** The arena of integers and conditions. */
        INTS
    }
}
