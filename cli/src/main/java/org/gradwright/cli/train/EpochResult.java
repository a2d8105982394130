// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an epoch brought.
 *
 * @param number from 1
 * @param steps that the model has done by then, of all its {@code train} lines
 * @param train means over the examples, during the epoch
 * @param test after it; empty without data to test with
 * @param rates the learning rate of the last step; by the line's label where there are several
 * @param seconds that the training took, without the test
 */
public record EpochResult(
        int number,
        long steps,
        Map<String, Double> train,
        Map<String, Double> test,
        Map<String, Double> rates,
        double seconds) {
    public EpochResult {
        train = ordered(train);
        test = ordered(test);
        rates = ordered(rates);
    }

    private static Map<String, Double> ordered(Map<String, Double> values) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
}
