// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.graph;

import java.util.List;

/**
 * A free size and what is promised about it.
 *
 * @param atMost the largest value allowed; {@link Integer#MAX_VALUE} without a bound
 * @param multipleOf every value is a multiple of this
 * @param constraint the promise as the model writes it, for messages; empty without one
 */
public record Dim(String name, int atLeast, int atMost, int multipleOf, String constraint) {
    public static Dim free(String name) {
        return new Dim(name, 1, Integer.MAX_VALUE, 1, "");
    }

    /** The names of several. */
    public static List<String> names(List<Dim> dims) {
        return dims.stream().map(Dim::name).toList();
    }
}
