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

    /** So many kernels rehearse at a time, those that take longest first: the JIT compiles one after the other. */
    private static final int AT_ONCE = 16;

    /** Instead of a number of visits: a kernel that has run, and one that rehearses from its next run on. */
    private static final int WAITS = -2;

    private static final int IS_ADMITTED = -1;

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
    private boolean someWait;

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

    /** Before each run: lets kernels rehearse that have run and wait for it. */
    void admit() {
        if (someWait) {
            someWait = false;
            for (int member = 0; member < members; member++) {
                someWait |= admit(member);
            }
        }
    }

    /** @return whether there are more than there is room for */
    private boolean admit(int member) {
        int free = AT_ONCE;
        for (int place = member; place < rounds.length; place += members) {
            free -= begun[place] && !settled[place] && !waits(place) ? 1 : 0;
        }
        int next = longest(member);
        while (free > 0 && next >= 0) {
            rounds[next] = IS_ADMITTED;
            free--;
            next = longest(member);
        }
        return next >= 0;
    }

    private boolean waits(int place) {
        return begun[place] && rounds[place] == WAITS;
    }

    /** The kernel that takes a member most time of those that wait, or -1. */
    private int longest(int member) {
        int longest = -1;
        for (int place = member; place < rounds.length; place += members) {
            if (waits(place) && (longest < 0 || time(place) > time(longest))) {
                longest = place;
            }
        }
        return longest;
    }

    private double time(int place) {
        return plain[place] * counts[place];
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
            rounds[place] = WAITS;
            someWait = true;
            return 0;
        }
        if (rounds[place] == IS_ADMITTED) {
            rounds[place] = 0;
            due[place] = mark[member] + PAUSE;
            return FIRST_CALLS;
        }
        if (rounds[place] <= 0 || isLate(member)) {
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
            part(place, from, to, unit(granule));
        }
        return heads[place];
    }

    /** Where parts may begin anywhere, the range is of what lies around the tiles. */
    private static int unit(int granule) {
        return granule > 1 && TILE % granule == 0 ? TILE : granule;
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
