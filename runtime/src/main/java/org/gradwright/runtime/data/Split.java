// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime.data;

import java.util.Arrays;

/**
 * Examples to learn from and examples to be tested with.
 *
 * @param train the former
 * @param test the latter, none of which is among the former
 */
public record Split(Dataset train, Dataset test) {
    /**
     * Splits at random; the order within both parts is random too.
     *
     * @param data the examples
     * @param testFraction which part of them goes to the test, rounded to whole examples
     * @param seed decides which
     * @throws IllegalArgumentException when the fraction is not between 0 and 1
     * @throws DataException when one part would be empty
     */
    public static Split of(Dataset data, double testFraction, long seed) {
        if (!(testFraction > 0 && testFraction < 1)) {
            throw new IllegalArgumentException("the test's part is " + testFraction + "; it must be between 0 and 1");
        }
        int tests = (int) Math.round(data.count() * testFraction);
        if (tests == 0 || tests == data.count()) {
            throw new DataException("a part of " + testFraction + " of " + data.count() + " examples leaves "
                    + (tests == 0 ? "none to test with" : "none to learn from") + "; choose another part");
        }
        int[] order = Shuffle.of(data.count(), seed, 0);
        int[] train = Arrays.copyOfRange(order, tests, order.length);
        return new Split(data.select(train), data.select(Arrays.copyOf(order, tests)));
    }
}
