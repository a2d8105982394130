// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.kernel;

/** The type of one value inside a kernel. */
public enum Scalar {
    /** The model's floating precision: {@code float} or {@code double}. */
    REAL,
    /** Always {@code double}: values that a step computes once, such as Adam's bias corrections. */
    DOUBLE,
    /** A 32-bit integer: indices, class numbers, sizes. */
    INT,
    /** A condition; stored in memory as an {@link #INT} that is 0 or 1. */
    BOOL
}
