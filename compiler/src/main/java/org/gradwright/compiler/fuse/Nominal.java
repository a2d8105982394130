// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import java.util.List;
import java.util.stream.Collectors;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;

/** Compares sizes that are free at run time by taking each free size as 64. Only costs depend on it, never results. */
final class Nominal {
    private static final int FREE = 64;

    private Nominal() {}

    static double of(Size size) {
        return size.evaluate(size.freeNames().stream().collect(Collectors.toMap(n -> n, n -> FREE)));
    }

    static double count(Shape shape) {
        return of(shape.count());
    }

    static double product(List<Size> sizes) {
        return count(new Shape(sizes));
    }
}
