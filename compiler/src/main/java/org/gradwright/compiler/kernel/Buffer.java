// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.kernel;

/**
 * A flat piece of memory that kernels read and write, row-major and dense.
 *
 * @param name unique in a program; derived from the model's own names
 * @param type {@link Scalar#REAL} or {@link Scalar#INT} ({@code bool} tensors are stored as integers 0 and 1)
 */
public record Buffer(String name, Scalar type) {
    /** Written out, as in {@link Expr.Local}. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Buffer b && name.equals(b.name) && type == b.type;
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }
}
