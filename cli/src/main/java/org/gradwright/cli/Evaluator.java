// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import java.util.Map;
import org.gradwright.cli.data.Feed;
import org.gradwright.runtime.TrainingStep;
import org.gradwright.runtime.data.Batch;
import org.gradwright.runtime.data.Batches;

/** Computes loss and metrics over all examples of a data block, without training. */
final class Evaluator {
    private final TrainingStep model;
    private final Feed feed;
    private final Batches batches;

    Evaluator(TrainingStep model, Feed feed, int batch) {
        this.model = model;
        this.feed = feed;
        this.batches = feed.inOrder(batch);
    }

    /** Means over the examples, by name. */
    Map<String, Double> run() {
        var means = new Means(model);
        for (Batch batch : batches.epoch(0)) {
            try {
                model.evaluateWith(feed.arguments(batch));
            } catch (IllegalArgumentException e) {
                throw new CommandException("data test: " + e.getMessage(), e);
            }
            means.add(model, batch.size());
        }
        return means.values();
    }
}
