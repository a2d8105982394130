// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.graph;

import java.util.List;
import java.util.stream.Collectors;

/** Compares sizes that are free at run time by taking each free size as 64. Only costs depend on it, never results. */
public final class Nominal {
    private static final int FREE = 64;

    private Nominal() {}

    /** A size. */
    public static double of(Size size) {
        return size.evaluate(size.freeNames().stream().collect(Collectors.toMap(n -> n, n -> FREE)));
    }

    /** How many elements a tensor has. */
    public static double count(Shape shape) {
        return of(shape.count());
    }

    /** The product of some sizes. */
    public static double product(List<Size> sizes) {
        return count(new Shape(sizes));
    }
}
