// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.graph;

/**
 * Bounds the norm n of all gradients together: they are multiplied by {@code min(1, most / (n + epsilon))}.
 *
 * @param most the largest norm
 * @param epsilon keeps the quotient finite; 0 is allowed
 */
public record NormBound(double most, double epsilon) {
    /** The epsilon of PyTorch's {@code clip_grad_norm_}. */
    public static final double EPSILON = 1e-6;

    /** With the usual epsilon. */
    public static NormBound of(double most) {
        return new NormBound(most, EPSILON);
    }

    /** As the language writes the arguments of {@code clip_norm}. */
    @Override
    public String toString() {
        return epsilon == EPSILON ? Double.toString(most) : most + ", eps = " + epsilon;
    }
}
