// SPDX-License-Identifier: Apache-2.0
package org.gradwright.jfr;

import java.util.function.DoubleSupplier;
import org.gradwright.runtime.TrainingStep;

/**
 * Shows the training of a model to Flight Recorder: an event {@code org.gradwright.Step} for each step and an event
 * {@code org.gradwright.Epoch} for each epoch. Where nothing is recorded it costs next to nothing: no event is filled or written, and the
 * JIT removes the object.
 *
 * <p>Like the model it belongs to one thread at a time.
 */
public final class TrainingRecorder {
    private final TrainingStep model;
    private int epochs;

    /** Nothing is recorded yet. @param model whose steps are recorded */
    public TrainingRecorder(TrainingStep model) {
        this.model = model;
    }

    /**
     * Makes a training step and records it.
     *
     * @param examples in the batch
     * @param step makes the step and returns its loss: {@code () -> net.step(x, y)}
     * @return the loss
     */
    public double step(int examples, DoubleSupplier step) {
        var event = new StepEvent();
        event.begin();
        double loss = step.getAsDouble();
        event.end();
        if (event.shouldCommit()) {
            event.model = model.description().graph();
            event.step = model.steps();
            event.examples = examples;
            event.loss = loss;
            event.commit();
        }
        return loss;
    }

    /** Begins an epoch, which ends when it is closed. */
    public Epoch epoch() {
        epochs++;
        return new Epoch(epochs);
    }

    /** The steps of an epoch. An epoch that ends early, by an exception too, is recorded with the steps made until then. */
    public final class Epoch implements AutoCloseable {
        private final int number;
        private final EpochEvent event = new EpochEvent();
        private int steps;
        private long examples;
        private double sum;

        private Epoch(int number) {
            this.number = number;
            event.begin();
        }

        /** As {@link TrainingRecorder#step}, in this epoch. */
        public double step(int batch, DoubleSupplier step) {
            double loss = TrainingRecorder.this.step(batch, step);
            steps++;
            examples += batch;
            sum += loss * batch;
            return loss;
        }

        /** The mean of the loss over the examples so far; not a number before the first. */
        public double loss() {
            return sum / examples;
        }

        @Override
        public void close() {
            event.end();
            if (event.shouldCommit()) {
                event.model = model.description().graph();
                event.epoch = number;
                event.steps = steps;
                event.examples = examples;
                event.loss = loss();
                event.commit();
            }
        }
    }
}
