// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

import java.util.Arrays;
import java.util.List;

/**
 * Who computes what of one program when several threads compute it together: into how many parts each kernel is divided, and
 * where the members wait for each other. Called by generated classes only. The compiler says what each kernel costs and
 * which earlier kernels it must not overtake, in a loop also later ones of the turn before; the rest depends on the free sizes of the call.
 */
public final class Schedule {
    /** A part has at least this much work; a barrier and its imbalance cost less than a tenth of it. */
    private static final long LEAST_PICOS = 2_500_000;

    /** What meeting at a barrier costs. */
    private static final long BARRIER_PICOS = 500_000;

    /** What it costs to begin and end together. */
    private static final long WAKING_PICOS = 5_000_000;

    /** With the value {@code always}, kernels are divided however small they are: tests of many threads on small models. */
    private static final String PROPERTY = "gradwright.divide";

    private final boolean always = "always".equals(System.getProperty(PROPERTY));
    private final Team team;
    private final int members;
    private final Work[] kernels;
    private final int[] sizes;
    private final int[] parts;
    private final int[] bounds;
    private final boolean[] meets;
    private final Rehearsal rehearsal;
    private boolean pays;

    /**
     * @param most at most so many parts; 0 for any number
     * @param after the numbers of kernels that ran before and whose memory this one needs or overwrites
     */
    private record Work(SizePolynomial extent, int granule, SizePolynomial picos, int most, int[] after) {
        static Work parse(String line, List<String> sizes, boolean vectors) {
            String[] words = line.split(" ");
            int[] after =
                    Arrays.stream(words).skip(5).mapToInt(Integer::parseInt).toArray();
            return new Work(
                    SizePolynomial.parse(words[0], sizes),
                    Integer.parseInt(words[1]),
                    SizePolynomial.parse(words[vectors ? 3 : 2], sizes),
                    Integer.parseInt(words[4]),
                    after);
        }
    }

    /**
     * A schedule for any sizes.
     *
     * @param team null for a caller that is alone
     * @param work one line a kernel: {@code extent granule plain vector most after...}
     * @param names of the free sizes
     * @param vectors whether kernels run in their vector form
     * @param rehearses whether they begin in their plain form
     */
    Schedule(Team team, String work, List<String> names, boolean vectors, boolean rehearses) {
        this.team = team;
        this.members = team == null ? 1 : team.members();
        this.kernels =
                work.lines().map(line -> Work.parse(line, names, vectors)).toArray(Work[]::new);
        this.sizes = new int[names.size()];
        this.parts = new int[kernels.length];
        this.bounds = new int[kernels.length * (members + 1)];
        this.meets = new boolean[kernels.length];
        this.rehearsal = rehearses ? new Rehearsal(kernels.length, members, System::nanoTime) : null;
        plan();
    }

    /** Whether the caller has to run its part of the program by this schedule, however little it gains. */
    boolean rehearses() {
        return rehearsal != null && rehearsal.isGoing();
    }

    /** Before each run of the program: whether several threads are faster than one for these sizes. */
    boolean pays(int[] now) {
        if (!Arrays.equals(sizes, now)) {
            System.arraycopy(now, 0, sizes, 0, sizes.length);
            plan();
            if (rehearsal != null) {
                rehearsal.forget();
            }
        }
        if (rehearsal != null) {
            rehearsal.admit();
        }
        return pays;
    }

    private void plan() {
        long gain = -WAKING_PICOS;
        int met = 0;
        for (int k = 0; k < kernels.length; k++) {
            divide(k, kernels[k].picos().at(sizes));
        }
        for (int k = 0; k < kernels.length; k++) {
            long picos = kernels[k].picos().at(sizes);
            gain += picos - picos / parts[k];
            meets[k] = waits(k, met);
            if (meets[k]) {
                met = k;
                gain -= BARRIER_PICOS;
            }
        }
        pays = always || gain > 0;
    }

    private void divide(int kernel, long picos) {
        long extent = kernels[kernel].extent().at(sizes);
        int granule = kernels[kernel].granule();
        long granules = (extent + granule - 1) / granule;
        long worth = always ? members : picos / LEAST_PICOS;
        int most = kernels[kernel].most() == 0 ? members : Math.min(members, kernels[kernel].most());
        parts[kernel] = (int) Math.max(1, Math.min(Math.min(most, granules), worth));
        for (int member = 0; member <= members; member++) {
            long bound = granules * Math.min(member, parts[kernel]) / parts[kernel] * granule;
            bounds[kernel * (members + 1) + member] = (int) Math.min(extent, bound);
        }
    }

    /** What member 0 computes alone needs no barrier before what it computes alone. */
    private boolean waits(int kernel, int met) {
        for (int earlier : kernels[kernel].after()) {
            if (earlier >= met && (parts[earlier] > 1 || parts[kernel] > 1)) {
                return true;
            }
        }
        return false;
    }

    /** Begins a kernel: waits for the other members where it has to. @return whether this member has a part of it */
    public boolean begins(int kernel, int member) {
        if (meets[kernel]) {
            team.meet(member);
        }
        return member < parts[kernel];
    }

    /** Where a member's part of a kernel begins. */
    public int from(int kernel, int member) {
        return bounds[kernel * (members + 1) + member];
    }

    /** Where a member's part of a kernel ends. */
    public int to(int kernel, int member) {
        return bounds[kernel * (members + 1) + member + 1];
    }

    // ---- before the JIT has compiled the vector form of a kernel

    /** Whether a member still computes most of a kernel in its plain form. */
    public boolean rehearses(int kernel, int member) {
        return rehearsal != null && rehearsal.isGoing(kernel, member);
    }

    /** How often to call the vector form of a kernel with nothing to compute. */
    public int calls(int kernel, int member) {
        return rehearsal.calls(kernel, member);
    }

    /** Begins a kernel: the vector form computes a member's part up to here, and from {@link #tail} on. */
    public int head(int kernel, int member) {
        return rehearsal.head(kernel, member, from(kernel, member), to(kernel, member), kernels[kernel].granule());
    }

    /** Where the plain form ends. */
    public int tail(int kernel, int member) {
        return rehearsal.tail(kernel, member);
    }

    /** The vector form is done and the plain form comes. */
    public void turns(int member) {
        rehearsal.turns(member);
    }

    /** Both are done. */
    public void ends(int kernel, int member) {
        rehearsal.ends(kernel, member, to(kernel, member) - from(kernel, member));
    }
}
