// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.train;

import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.gradwright.cli.CommandException;
import org.gradwright.cli.data.Feed;
import org.gradwright.cli.numerics.NumericsCheck;
import org.gradwright.runtime.TrainingStep;
import org.gradwright.runtime.data.Batch;
import org.gradwright.runtime.data.Batches;

/** Trains a model for an epoch, or what is left of it. The loop allocates nothing but the epoch's order and its last, smaller batch. */
final class Trainer {
    private final TrainingStep model;
    private final Feed training;
    private final Batches batches;
    private final Progress.Factory progress;
    private final Optional<NumericsCheck> numerics;

    /** @param numerics explains why numbers were lost, if it was asked for */
    Trainer(
            TrainingStep model,
            Feed training,
            Batches batches,
            Progress.Factory progress,
            Optional<NumericsCheck> numerics) {
        this.model = model;
        this.training = training;
        this.batches = batches;
        this.progress = progress;
        this.numerics = numerics;
    }

    /**
     * How far an epoch came.
     *
     * @param steps that are done of it
     * @param seconds that they took
     */
    record Part(int steps, Means means, double seconds) {
        Map<String, Double> values() {
            return means.values();
        }
    }

    /** How many steps an epoch has. */
    int steps() {
        return batches.perEpoch();
    }

    /**
     * Goes on with an epoch to its end, or until it is stopped.
     *
     * @throws CommandException when the loss is no number any more
     */
    Part run(Standing from, int epochs, BooleanSupplier stopped) {
        var means = new Means(model, from.sums());
        int step = 0;
        long start = System.nanoTime();
        try (Progress bar = progress.start(new Progress.Task(from.epoch(), epochs, steps(), from.step()))) {
            for (Batch batch : batches.epoch(from.epoch())) {
                if (step >= from.step()) {
                    if (stopped.getAsBoolean()) {
                        break;
                    }
                    step(batch, from.epoch(), step + 1);
                    means.add(model, batch.size());
                    bar.step(means::values);
                }
                step++;
            }
        }
        int done = step;
        numerics.ifPresent(check -> check.end(from.epoch(), done));
        return new Part(step, means, from.seconds() + (System.nanoTime() - start) * 1e-9);
    }

    /** A step of each `train` line. */
    private void step(Batch batch, int epoch, int step) {
        numerics.ifPresent(check -> check.before(epoch, step));
        Object[] arguments = training.arguments(batch);
        String when = "epoch " + epoch + ", step " + step;
        for (String label : model.description().steps()) {
            double loss = loss(label, arguments, batch, when);
            if (!Double.isFinite(loss)) {
                throw numerics.map(check -> check.explain(epoch, step))
                        .orElseGet(() -> notFinite(label, loss, batch, when));
            }
        }
    }

    private CommandException notFinite(String label, double loss, Batch batch, String when) {
        String which = model.description().steps().size() == 1 ? "the loss" : "the loss of " + label;
        String remedy = IntStream.of(batch.examples())
                .filter(example -> !training.isFinite(example))
                .mapToObj(example -> ": data train has " + training.place(example) + "; correct it or leave it out")
                .findFirst()
                .orElse(": take a smaller learning rate, clip the gradients or look at the data;"
                        + " --check-numerics says which value was the first");
        return new CommandException(
                which + " is " + Double.toString(loss).replace("NaN", "not a number") + " in " + when + remedy);
    }

    private double loss(String label, Object[] arguments, Batch batch, String when) {
        try {
            return model.stepOf(label, arguments);
        } catch (IllegalArgumentException e) {
            throw new CommandException("data train, " + culprit(label, batch) + when + ": " + e.getMessage(), e);
        }
    }

    /** Which example of a batch the model does not take: the first that it does not take alone. */
    private String culprit(String label, Batch batch) {
        for (int example : batch.examples()) {
            Feed alone = training.only(example);
            try {
                model.stepOf(
                        label,
                        alone.arguments(alone.inOrder(1).epoch(0).iterator().next()));
            } catch (IllegalArgumentException e) {
                return training.place(example) + ", ";
            }
        }
        return "";
    }
}
