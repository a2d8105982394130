// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.gradwright.cli.CommandException;
import org.gradwright.runtime.TrainingStep;

/** A training from one epoch to another. It can be stopped between any two steps and says where it is. */
public final class TrainingRun {
    private final TrainingStep model;
    private final Trainer trainer;
    private final Optional<Evaluator> test;
    private final Supplier<Map<String, Double>> rates;
    private final List<EpochResult> history = new ArrayList<>();
    private Standing standing = Standing.atStart();

    /** What is told of each epoch, after its test. */
    public interface Listener {
        /** @param result of the epoch; the training stands at the start of the next one */
        void epoch(EpochResult result);
    }

    TrainingRun(TrainingStep model, Trainer trainer, Optional<Evaluator> test, Supplier<Map<String, Double>> rates) {
        this.model = model;
        this.trainer = trainer;
        this.test = test;
        this.rates = rates;
    }

    /** How many steps an epoch has. */
    public int stepsPerEpoch() {
        return trainer.steps();
    }

    /** Where it is now, with all epochs so far. */
    public Standing standing() {
        return new Standing(standing.epoch(), standing.step(), standing.sums(), standing.seconds(), history);
    }

    /** Goes on from there; the model must be in the state that belongs to it. */
    public void resume(Standing from) {
        standing = from;
        history.addAll(from.history());
    }

    /**
     * Trains to the last epoch, or until no better one came for long enough.
     *
     * @param stopped asked before each step and each batch of a test
     * @return false when it was stopped; {@link #standing} says where
     * @throws CommandException when the loss is no number any more or an example does not fit the model
     */
    public boolean run(int epochs, BestEpoch best, BooleanSupplier stopped, List<Listener> listeners) {
        history.forEach(best::epoch);
        while (standing.epoch() <= epochs && !best.isLongAgo()) {
            Trainer.Part part = trainer.run(standing, epochs, stopped);
            boolean isDone = part.steps() == trainer.steps();
            Optional<EpochResult> result = isDone ? tested(part, stopped) : Optional.empty();
            if (result.isEmpty()) {
                standing = new Standing(
                        standing.epoch(), part.steps(), part.means().sums(), part.seconds(), List.of());
                return false;
            }
            history.add(result.get());
            standing = new Standing(standing.epoch() + 1, 0, Means.Sums.NONE, 0, List.of());
            best.epoch(result.get());
            listeners.forEach(listener -> listener.epoch(result.get()));
        }
        return true;
    }

    /** Empty when the test was stopped: it is done again from its start when the training goes on. */
    private Optional<EpochResult> tested(Trainer.Part part, BooleanSupplier stopped) {
        return test.map(t -> t.run(stopped))
                .orElse(Optional.of(Map.of()))
                .map(values -> new EpochResult(
                        standing.epoch(), model.steps(), part.values(), values, rates.get(), part.seconds()));
    }
}
