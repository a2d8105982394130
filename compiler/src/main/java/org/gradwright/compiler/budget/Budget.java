// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.budget;

import java.util.Map;

/**
 * How much memory a class may need.
 *
 * @param bytes of its arenas, parameters and optimiser state included
 * @param sizes for which that holds: every free size of the model
 */
public record Budget(long bytes, Map<String, Integer> sizes) {
    public Budget {
        sizes = Map.copyOf(sizes);
    }
}
