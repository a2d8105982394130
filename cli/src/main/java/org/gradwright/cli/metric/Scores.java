// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.metric;

import java.util.Map;
import java.util.Optional;

/** Metrics that grow with each example. */
public interface Scores {
    /**
     * Takes an example in.
     *
     * @param output what the model says
     * @param target what the data say
     */
    void add(double[] output, double[] target);

    /** The metrics of all examples so far, by name. */
    Map<String, Double> values();

    /** Which classes were taken for which; empty for numbers and for very many classes. */
    default Optional<ConfusionMatrix> confusion() {
        return Optional.empty();
    }
}
