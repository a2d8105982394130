// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A model that many threads ask while another one trains it. Each question gets an instance for itself, so questions neither wait for each
 * other nor for training, and each is answered by one state of the model, the one published last when it began.
 *
 * <p>There are as many instances as questions at the same time. All methods may be called by any thread.
 *
 * @param <M> the generated class
 */
public final class ServedModel<M extends TrainingStep> {
    private final Supplier<M> factory;
    private final Queue<Instance<M>> idle = new ConcurrentLinkedQueue<>();
    private volatile Snapshot published;

    /** A model and the state it is in; null if not known yet. */
    private static final class Instance<M extends TrainingStep> {
        private final M model;
        private Snapshot state;

        private Instance(M model) {
            this.model = model;
        }

        private void bring(Snapshot wanted) {
            if (state != wanted) {
                model.restore(wanted);
                state = wanted;
            }
        }
    }

    /**
     * @param factory makes an instance, in any state: {@code () -> Mnist.create(1)}
     * @param first the state that answers until another one is published
     */
    public ServedModel(Supplier<M> factory, Snapshot first) {
        this.factory = factory;
        this.published = first;
    }

    /**
     * Lets a state answer all questions that begin from now on: {@code served.publish(trained.snapshot())}.
     *
     * @throws IllegalArgumentException when it is of another model; then nothing changes
     */
    public void publish(Snapshot state) {
        state.requireOf(published.description());
        published = state;
    }

    /**
     * Asks the model: {@code served.ask(m -> m.p(image))}.
     *
     * @param question must neither keep the model nor train it; the arrays that it gets from the model are its own
     * @throws IllegalArgumentException when the factory makes another model than the states are of
     */
    public <R> R ask(Function<? super M, ? extends R> question) {
        Snapshot state = published;
        Instance<M> instance = idle.poll();
        if (instance == null) {
            instance = new Instance<>(factory.get());
        }
        instance.bring(state);
        try {
            return question.apply(instance.model);
        } finally {
            idle.add(instance);
        }
    }
}
