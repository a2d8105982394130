// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.graph;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One way to train a graph.
 *
 * @param label the model's name for it; {@code step} by default
 * @param loss a scalar
 * @param optimisers by path of the parameter, in the order of the graph's variables; a parameter that is frozen is absent
 * @param clipNorm the bound of the gradients' global norm
 * @param clipValue the largest magnitude of a gradient's element
 * @param accumulate the number of steps whose gradients are averaged for one update
 * @param average the decay of an exponential moving average of the weights
 */
public record Training(
        String label,
        Node loss,
        Map<String, Optimiser> optimisers,
        Optional<NormBound> clipNorm,
        OptionalDouble clipValue,
        int accumulate,
        OptionalDouble average) {
    public Training {
        optimisers = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(optimisers));
        if (!loss.type().equals(TensorType.SCALAR)) {
            throw new TypeError("the trained value must be one number, not " + loss.type());
        }
    }

    public static Training of(Node loss, Map<String, Optimiser> optimisers) {
        return new Training(
                "step", loss, optimisers, Optional.empty(), OptionalDouble.empty(), 1, OptionalDouble.empty());
    }

    public Training withLoss(Node other) {
        return new Training(label, other, optimisers, clipNorm, clipValue, accumulate, average);
    }
}
