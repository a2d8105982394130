// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime.data;

import java.util.Iterator;
import java.util.NoSuchElementException;

/** Cuts a data set into batches, epoch by epoch. The last batch of an epoch is smaller when the rest is; none is left out. */
public final class Batches {
    private final Dataset data;
    private final int size;
    private final Order order;

    private interface Order {
        int[] of(long epoch);
    }

    private Batches(Dataset data, int size, Order order) {
        if (size < 1) {
            throw new IllegalArgumentException("a batch of " + size + " examples; it must have 1 or more");
        }
        this.data = data;
        this.size = Math.min(size, data.count());
        this.order = order;
    }

    /**
     * Batches in an order that differs from epoch to epoch, a function of (seed, epoch) only.
     *
     * @throws IllegalArgumentException when the size is below 1
     */
    public static Batches shuffled(Dataset data, int size, long seed) {
        return new Batches(data, size, epoch -> Shuffle.of(data.count(), seed, epoch));
    }

    /**
     * Batches in the order of the data, in every epoch.
     *
     * @throws IllegalArgumentException when the size is below 1
     */
    public static Batches inOrder(Dataset data, int size) {
        return new Batches(data, size, epoch -> Shuffle.inOrder(data.count()));
    }

    /** How many batches an epoch has. */
    public int perEpoch() {
        return (data.count() - 1) / size + 1;
    }

    /**
     * The batches of one epoch. The arrays of a batch are used again for the next: take what you keep. Each iterator has
     * arrays of its own.
     */
    public Iterable<Batch> epoch(long epoch) {
        return () -> new Epoch(order.of(epoch));
    }

    private final class Epoch implements Iterator<Batch> {
        private final int[] examples;
        private Batch batch;
        private int next;

        Epoch(int[] examples) {
            this.examples = examples;
        }

        @Override
        public boolean hasNext() {
            return next < examples.length;
        }

        @Override
        public Batch next() {
            if (!hasNext()) {
                throw new NoSuchElementException("the epoch has no more batches");
            }
            int count = Math.min(size, examples.length - next);
            if (batch == null || batch.size() != count) {
                batch = new Batch(data, count);
            }
            batch.fill(examples, next);
            next += count;
            return batch;
        }
    }
}
