// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.train;

import java.util.Optional;

/** The epoch that tested best, the first of equals, and whether it is so long ago that training on is in vain. */
public final class BestEpoch {
    private final Optional<Watch> watch;
    private final int patience;
    private EpochResult best;
    private EpochResult last;

    /**
     * Before the first epoch.
     *
     * @param watch what is compared; empty to compare nothing
     * @param patience how many epochs may pass without a better one; 0 for any number
     */
    public BestEpoch(Optional<Watch> watch, int patience) {
        this.watch = watch;
        this.patience = patience;
    }

    /** Takes the next epoch in. @throws CommandException when its test does not report what is compared */
    void epoch(EpochResult result) {
        last = result;
        watch.ifPresent(w -> best = best == null || w.isBetter(result, best) ? result : best);
    }

    /** The best so far; empty when nothing is compared. */
    public Optional<EpochResult> get() {
        return Optional.ofNullable(best);
    }

    /** Whether it is the last. */
    public boolean isLast() {
        return best != null && best == last;
    }

    /** Whether patience is at its end. */
    public boolean isLongAgo() {
        return best != null && patience > 0 && last.number() - best.number() >= patience;
    }
}
