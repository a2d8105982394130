// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import org.gradwright.compiler.graph.Size;

/**
 * How a kernel can be computed in parts: it is given the range {@code from ..< to} of one axis and computes the elements that
 * belong to it. An element's bits do not depend on the part that it is in.
 *
 * @param extent how long the axis is; for a flat loop, the number of all elements
 * @param granule a part begins at a multiple of it, and ends at one or at the extent
 * @param plain about how many picoseconds the whole takes in the plain form
 * @param vector about how many it takes with vectors; equal to {@code plain} where there is no such form
 * @param block so much is computed at a time with vectors, even alone, because it stays in cache; 0 for all at once
 * @param most at most so many parts are computed at the same time; 0 for any number
 */
public record Split(Size extent, int granule, Size plain, Size vector, int block, int most) {
    /** All at once. */
    public Split(Size extent, int granule, Size plain, Size vector) {
        this(extent, granule, plain, vector, 0, 0);
    }
}
