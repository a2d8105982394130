// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.checkpoint;

import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;

/**
 * Notices that the process is asked to end (Ctrl-C, SIGTERM), and delays its end until {@link #close}, so that there is time to save.
 * The exit code is that of the signal.
 */
public final class Interrupt implements BooleanSupplier, AutoCloseable {
    private final CountDownLatch saved = new CountDownLatch(1);
    private final Thread hook = new Thread(this::delay, "gradwright-interrupt");
    private volatile boolean asked;

    private Interrupt() {}

    /** Begins to listen. */
    public static Interrupt listen() {
        var interrupt = new Interrupt();
        Runtime.getRuntime().addShutdownHook(interrupt.hook);
        return interrupt;
    }

    private void delay() {
        asked = true;
        try {
            saved.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the process was asked to end. */
    @Override
    public boolean getAsBoolean() {
        return asked;
    }

    /** Lets the process end, and listens no more. */
    @Override
    public void close() {
        saved.countDown();
        if (!asked) {
            forget();
        }
    }

    private void forget() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process ends in this moment, and the hook waits for nothing any more.
        }
    }
}
