// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.train;

import java.util.List;

/**
 * How far a training is, between two steps. Together with the model's state it is all that is needed to go on as if nothing had
 * happened: the order of an epoch's examples follows from the seed and the epoch.
 *
 * @param epoch the one that is being trained, from 1
 * @param step how many batches of it are done
 * @param sums of losses and metrics over its examples so far
 * @param seconds that they took
 * @param history the epochs before
 */
public record Standing(int epoch, int step, Means.Sums sums, double seconds, List<EpochResult> history) {
    public Standing {
        history = List.copyOf(history);
    }

    /** Nothing is done. */
    static Standing atStart() {
        return new Standing(1, 0, Means.Sums.NONE, 0, List.of());
    }
}
