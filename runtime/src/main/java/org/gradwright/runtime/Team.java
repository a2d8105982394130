// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/**
 * The threads that compute a model's programs together: the caller is member 0, the others wait for it, first spinning, then
 * parked. Members meet at barriers. All waiting is on counters that have a cache line each; nothing is allocated in a run.
 *
 * <p>Between runs the threads know the model weakly: when it becomes unreachable, they end by themselves.
 */
final class Team {
    /** A waiting thread spins for about this long before it parks: longer than the pause between two steps of a loop. */
    private static final long SPIN_NANOS = 50_000;

    /** How often a parked thread looks whether its model still exists. */
    private static final long LOOK_NANOS = 500_000_000;

    /** Spins of a member that waits for another one before it lets other threads run. */
    private static final int PATIENCE = 5_000;

    /** Longs from counter to counter: two cache lines, because processors fetch them in pairs. */
    private static final int STRIDE = 16;

    private static final int TURN = 1;
    private static final int FAILED = 2;
    private static final int PHASE = 3;

    /** Ends the work of a member because another one has failed. */
    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super("another member of the team has failed", null, false, false);
        }
    }

    private final int members;
    private final String name;
    private final int patience;
    private final long spinNanos;
    private final AtomicLongArray counters;
    private final Throwable[] failures;
    private final Thread[] threads;
    private final WeakReference<Teamwork> owner;
    private final Stopped stopped = new Stopped();
    private volatile boolean ending;
    /** What runs now; published by the turn. */
    private Teamwork model;

    private int program;

    /** @param name of the model, for the names of the threads, which start with the first run */
    Team(Teamwork owner, String name, int members) {
        this.owner = new WeakReference<>(owner);
        this.name = name;
        this.members = members;
        boolean room = members <= Runtime.getRuntime().availableProcessors();
        this.patience = room ? PATIENCE : 1;
        this.spinNanos = room ? SPIN_NANOS : 0;
        this.counters = new AtomicLongArray((PHASE + 3 * members + 1) * STRIDE);
        this.failures = new Throwable[members];
        this.threads = new Thread[members];
    }

    int members() {
        return members;
    }

    private static int phase(int member) {
        return PHASE + 3 * member;
    }

    private static int done(int member) {
        return PHASE + 3 * member + 1;
    }

    private static int parked(int member) {
        return PHASE + 3 * member + 2;
    }

    private long get(int counter) {
        return counters.get(counter * STRIDE);
    }

    private void set(int counter, long value) {
        counters.set(counter * STRIDE, value);
    }

    /**
     * Runs a program: every member its part.
     *
     * <p>When a member fails, the others stop at their next barrier and its exception is thrown here; of several, that of the
     * member with the lowest number, which works on the first elements.
     */
    void run(Teamwork task, int number) {
        if (threads[1] == null) {
            start();
        }
        if (ending) {
            throw new IllegalStateException("the threads of this model could not start: ask the model for fewer");
        }
        model = task;
        program = number;
        long turn = get(TURN) + 1;
        set(TURN, turn);
        for (int member = 1; member < members; member++) {
            if (get(parked(member)) != 0) {
                LockSupport.unpark(threads[member]);
            }
        }
        work(0);
        for (int member = 1; member < members; member++) {
            for (int spins = 0; get(done(member)) != turn; spins++) {
                pause(spins);
            }
        }
        model = null;
        if (get(FAILED) != 0) {
            Team.<RuntimeException>fail(failure());
        }
    }

    private void start() {
        for (int member = 1; member < members; member++) {
            int number = member;
            Thread thread = new Thread(null, () -> serve(number), "gradwright-" + name + "-" + number, 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(null);
            threads[member] = thread;
        }
        try {
            Arrays.stream(threads, 1, members).forEach(Thread::start);
        } catch (OutOfMemoryError e) {
            end();
            throw new IllegalStateException(
                    "the system refuses " + (members - 1) + " more threads: ask the model for fewer", e);
        }
    }

    private void work(int member) {
        try {
            model.runMember(program, member);
        } catch (Stopped e) {
            // Another member's failure is the one to report.
        } catch (Throwable e) {
            failures[member] = e;
            set(FAILED, 1);
        }
    }

    /** Waits until every member is here: what each did before, all see after. Stops when one has failed. */
    void meet(int member) {
        long phase = get(phase(member)) + 1;
        counters.setRelease(phase(member) * STRIDE, phase);
        for (int other = 0; other < members; other++) {
            for (int spins = 0; counters.getAcquire(phase(other) * STRIDE) < phase; spins++) {
                if (get(FAILED) != 0) {
                    throw stopped;
                }
                pause(spins);
            }
        }
    }

    private void pause(int spins) {
        if (spins < patience) {
            Thread.onSpinWait();
        } else {
            Thread.yield();
        }
    }

    private Throwable failure() {
        Throwable first = null;
        for (int member = members - 1; member >= 0; member--) {
            first = failures[member] == null ? first : failures[member];
            set(phase(member), 0);
        }
        Arrays.fill(failures, null);
        set(FAILED, 0);
        return first;
    }

    /** Throws the very exception, checked or not. */
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void fail(Throwable failure) throws T {
        throw (T) failure;
    }

    // ---- the other members' threads

    private void serve(int member) {
        long turn = 0;
        while (awaits(member, turn)) {
            turn = get(TURN);
            work(member);
            set(done(member), turn);
        }
    }

    /** Waits for the next turn. @return false when there will be none */
    private boolean awaits(int member, long turn) {
        long start = System.nanoTime();
        while (get(TURN) == turn) {
            for (int spins = 0; spins < 64 && get(TURN) == turn; spins++) {
                Thread.onSpinWait();
            }
            if (System.nanoTime() - start > spinNanos) {
                park(member, turn);
            }
            if (ending || owner.refersTo(null)) {
                return false;
            }
        }
        return !ending;
    }

    /** Whoever interrupts the thread means somebody else: nothing in a model waits for anything that could be cancelled. */
    private void park(int member, long turn) {
        set(parked(member), 1);
        if (get(TURN) == turn && !ending) {
            LockSupport.parkNanos(this, LOOK_NANOS);
            Thread.interrupted();
        }
        set(parked(member), 0);
    }

    /** Ends the threads and waits until they have ended. */
    void end() {
        ending = true;
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread != null && thread.isAlive()) {
                LockSupport.unpark(thread);
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
