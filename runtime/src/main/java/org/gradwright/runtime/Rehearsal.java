// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * Lets a program begin with its plain kernels and brings in the vector form of each when the JIT has compiled it: before that
 * each vector is an object, and a kernel takes a hundred times as long. Both forms compute the same bits, so the clock may
 * choose.
 *
 * <p>A kernel's vector form now and then computes a small part, and takes over when that is faster than the plain form. Between
 * these trials it is called many times with nothing to compute, because the JIT counts calls.
 */
final class Rehearsal {
    /** Calls that make HotSpot compile a method with counters, without which it does not know which loops run. */
    private static final int FIRST_CALLS = 256;

    /** Calls a visit that make it compile the method for good, and visits of this kind after a trial. */
    private static final int CALLS = 2048;

    private static final int ROUNDS = 8;

    /** Between trials of a kernel at least, in nanoseconds. */
    private static final long PAUSE = 20_000_000;

    /** Trials may take one part in so many of all the time. */
    private static final int SHARE = 3;

    /** After so many trials, the vector form it is. */
    private static final int MOST_TRIALS = 24;

    /** The highest tile: parts of fewer rows would leave its loop untried. */
    private static final int TILE = 12;

    /** A trial computes about one part in so many. */
    private static final int PORTION = 32;

    private final LongSupplier clock;
    private final long start;
    private final long[] due;
    private final int[] trials;
    private final int[] rounds;
    private final int[] heads;
    private final int[] tails;
    private final int[] counts;
    private final double[] plain;
    private final boolean[] begun;
    private final boolean[] settled;
    private final long[] mark;
    private final long[] taken;
    private final long[] spent;
    private final int members;
    private boolean hasRun;
    private boolean isOver;

    Rehearsal(int kernels, int members, LongSupplier clock) {
        int all = kernels * members;
        this.members = members;
        this.clock = clock;
        start = clock.getAsLong();
        due = new long[all];
        trials = new int[all];
        rounds = new int[all];
        heads = new int[all];
        tails = new int[all];
        counts = new int[all];
        plain = new double[all];
        begun = new boolean[all];
        settled = new boolean[all];
        mark = new long[members];
        taken = new long[members];
        spent = new long[members];
        forget();
    }

    private int place(int kernel, int member) {
        return kernel * members + member;
    }

    /** Whether the clock still decides how a member computes a kernel. */
    boolean isGoing(int kernel, int member) {
        return !settled[place(kernel, member)];
    }

    /** Whether the program has not run yet, or a kernel that ran is not computed by vectors yet; asked before each run. */
    boolean isGoing() {
        if (!isOver && hasRun) {
            isOver = true;
            for (int i = 0; i < settled.length; i++) {
                isOver &= settled[i] || !begun[i];
            }
        }
        hasRun = true;
        return !isOver;
    }

    /** Forgets how long plain kernels took: the sizes have changed. */
    void forget() {
        Arrays.fill(plain, Double.POSITIVE_INFINITY);
    }

    /** How often to call the vector form with nothing to compute; never in a first run, which shall be short. */
    int calls(int kernel, int member) {
        int place = place(kernel, member);
        mark[member] = clock.getAsLong();
        if (!begun[place]) {
            begun[place] = true;
            rounds[place] = -1;
            return 0;
        }
        if (rounds[place] < 0) {
            rounds[place] = 0;
            due[place] = mark[member] + PAUSE;
            return FIRST_CALLS;
        }
        if (rounds[place] == 0 || isLate(member)) {
            return 0;
        }
        rounds[place]--;
        return CALLS;
    }

    /** Whether rehearsing has taken more than its share of the time. */
    private boolean isLate(int member) {
        return spent[member] * SHARE > mark[member] - start;
    }

    /** Begins a kernel, and decides which part its vector form computes: up to the head, and from the tail on. */
    int head(int kernel, int member, int from, int to, int granule) {
        int place = place(kernel, member);
        long now = clock.getAsLong();
        spent[member] += now - mark[member];
        mark[member] = now;
        heads[place] = from;
        tails[place] = to;
        counts[place] = to - from;
        boolean known = rounds[place] >= 0 && plain[place] < Double.POSITIVE_INFINITY;
        if (known && now >= due[place] && !isLate(member)) {
            part(place, from, to, TILE % granule == 0 ? TILE : granule);
        }
        return heads[place];
    }

    private void part(int place, int from, int to, int unit) {
        int units = (to - from) / unit;
        int head = from + Math.max(1, units / PORTION) * unit;
        int tail = to - (to - from) % unit;
        heads[place] = head < tail ? head : to;
        tails[place] = head < tail ? tail : to;
        counts[place] = Math.max(0, tail - head);
    }

    int tail(int kernel, int member) {
        return tails[place(kernel, member)];
    }

    /** The vector form has computed its part. */
    void turns(int member) {
        long now = clock.getAsLong();
        taken[member] = now - mark[member];
        mark[member] = now;
    }

    /** The plain form has computed the rest. */
    void ends(int kernel, int member, int all) {
        int place = place(kernel, member);
        long now = clock.getAsLong();
        int count = counts[place];
        if (count > 0) {
            plain[place] = Math.min(plain[place], (double) (now - mark[member]) / count);
        }
        if (count < all) {
            judge(place, member, all - count, now);
        }
    }

    private void judge(int place, int member, int count, long now) {
        trials[place]++;
        if (taken[member] <= plain[place] * count || trials[place] == MOST_TRIALS) {
            settled[place] = true;
            return;
        }
        spent[member] += taken[member];
        rounds[place] = ROUNDS;
        due[place] = now + PAUSE;
    }
}
