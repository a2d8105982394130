// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import java.util.Map;
import java.util.Optional;
import org.gradwright.cli.data.Feed;
import org.gradwright.runtime.TrainingStep;
import org.gradwright.runtime.data.Batch;
import org.gradwright.runtime.data.Batches;

/** Trains a model epoch by epoch. The loop allocates nothing but the epoch's order and its last, smaller batch. */
final class Trainer {
    private final TrainingStep model;
    private final Feed training;
    private final Batches batches;
    private final Optional<Evaluator> test;
    private final Progress.Factory progress;

    Trainer(TrainingStep model, Feed training, Batches batches, Optional<Evaluator> test, Progress.Factory progress) {
        this.model = model;
        this.training = training;
        this.batches = batches;
        this.test = test;
        this.progress = progress;
    }

    /**
     * What an epoch brought.
     *
     * @param train means over the examples, during the epoch
     * @param test after it; empty without data to test with
     * @param seconds that the training took, without the test
     */
    record Epoch(int number, Map<String, Double> train, Map<String, Double> test, double seconds) {}

    /** How many steps an epoch has. */
    int steps() {
        return batches.perEpoch();
    }

    /** @throws CommandException when the loss is no number any more */
    Epoch run(int epoch, int epochs) {
        var means = new Means(model);
        long start = System.nanoTime();
        try (Progress bar = progress.start("epoch " + epoch + "/" + epochs, batches.perEpoch())) {
            int step = 0;
            for (Batch batch : batches.epoch(epoch)) {
                step++;
                step(batch, epoch, step);
                means.add(model, batch.size());
                bar.step();
            }
        }
        double seconds = (System.nanoTime() - start) * 1e-9;
        return new Epoch(epoch, means.values(), test.map(Evaluator::run).orElse(Map.of()), seconds);
    }

    /** A step of each `train` line. */
    private void step(Batch batch, int epoch, int step) {
        Object[] arguments = training.arguments(batch);
        for (String label : model.description().steps()) {
            requireFinite(loss(label, arguments, epoch, step), label, epoch, step);
        }
    }

    private void requireFinite(double loss, String label, int epoch, int step) {
        if (!Double.isFinite(loss)) {
            String which = model.description().steps().size() == 1 ? "the loss" : "the loss of " + label;
            throw new CommandException(which + " is " + Double.toString(loss).replace("NaN", "not a number")
                    + " in epoch " + epoch + ", step " + step
                    + ": take a smaller learning rate, clip the gradients or look at the data");
        }
    }

    private double loss(String label, Object[] arguments, int epoch, int step) {
        try {
            return model.stepOf(label, arguments);
        } catch (IllegalArgumentException e) {
            throw new CommandException("data train, epoch " + epoch + ", step " + step + ": " + e.getMessage(), e);
        }
    }
}
