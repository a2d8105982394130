// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.graph;

import java.util.Locale;
import org.gradwright.compiler.kernel.Scalar;

/** What a tensor's elements are. */
public enum Element {
    /** Numbers in the graph's one floating precision. */
    REAL(Scalar.REAL),
    /** 32-bit indices. */
    I32(Scalar.INT),
    /** Conditions. */
    BOOL(Scalar.BOOL);

    private final Scalar scalar;

    Element(Scalar scalar) {
        this.scalar = scalar;
    }

    /** The type of one element inside a kernel. */
    public Scalar scalar() {
        return scalar;
    }

    /** As the language writes it: {@code real}, {@code i32}, {@code bool}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
