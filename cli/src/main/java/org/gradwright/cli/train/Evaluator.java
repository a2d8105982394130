// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.train;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.gradwright.cli.CommandException;
import org.gradwright.cli.data.Feed;
import org.gradwright.cli.metric.ConfusionMatrix;
import org.gradwright.cli.metric.Scores;
import org.gradwright.cli.metric.Scoring;
import org.gradwright.runtime.Snapshot;
import org.gradwright.runtime.TrainingStep;
import org.gradwright.runtime.data.Batch;
import org.gradwright.runtime.data.Batches;

/** Computes loss and metrics over all examples of a data block, without training. */
public final class Evaluator {
    private final TrainingStep model;
    private final Feed feed;
    private final Batches batches;
    private final Optional<Scoring> scoring;
    private final boolean averaged;
    private Optional<ConfusionMatrix> confusion = Optional.empty();

    /**
     * A test.
     *
     * @param scoring what is reported besides the model's own metrics
     * @param averaged whether moving averages of the weights take their place meanwhile
     */
    Evaluator(TrainingStep model, Feed feed, int batch, Optional<Scoring> scoring, boolean averaged) {
        this.model = model;
        this.feed = feed;
        this.batches = feed.inOrder(batch);
        this.scoring = scoring;
        this.averaged = averaged;
    }

    /** Means over the examples, by name. */
    public Map<String, Double> run() {
        return run(() -> false).orElseThrow();
    }

    /** As {@link #run()}; empty when it was stopped before it was over. @param stopped asked before each batch */
    Optional<Map<String, Double>> run(BooleanSupplier stopped) {
        if (!averaged) {
            return tested(stopped);
        }
        Snapshot trained = model.snapshot();
        try {
            model.restore(trained.averaged());
            return tested(stopped);
        } finally {
            model.restore(trained);
        }
    }

    private Optional<Map<String, Double>> tested(BooleanSupplier stopped) {
        var means = new Means(model);
        Optional<Scores> scores = scoring.map(Scoring::begin);
        for (Batch batch : batches.epoch(0)) {
            if (stopped.getAsBoolean()) {
                return Optional.empty();
            }
            evaluate(batch);
            means.add(model, batch.size());
            scores.ifPresent(s -> scoring.get().add(batch, s));
        }
        confusion = scores.flatMap(Scores::confusion);
        var values = new LinkedHashMap<>(means.values());
        scores.ifPresent(s -> values.putAll(s.values()));
        return Optional.of(values);
    }

    /** How the classes were confused when it ran last; empty before, and where there are none. */
    public Optional<ConfusionMatrix> confusion() {
        return confusion;
    }

    /** The input that says what is right; empty where nothing is compared. */
    public Optional<String> target() {
        return scoring.map(Scoring::target);
    }

    private void evaluate(Batch batch) {
        try {
            model.evaluateWith(feed.arguments(batch));
        } catch (IllegalArgumentException e) {
            throw new CommandException("data test: " + e.getMessage(), e);
        }
    }
}
