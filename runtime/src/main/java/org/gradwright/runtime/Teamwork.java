// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

import java.util.Arrays;
import java.util.stream.Stream;

/** The side of a model that has to do with threads. */
abstract class Teamwork extends Placing {
    /** The largest number of threads; more would be a mistake. */
    public static final int MOST_THREADS = 256;

    /** The arrays of a call that several threads compute, while they do. */
    protected final Object[] inputs;

    private final ModelDescription description;
    private final boolean rehearses;
    private Team team;
    private Schedule[] schedules = {};
    private ProductBlock[] productBlocks = {new ProductBlock()};

    Teamwork(ModelDescription description) {
        super(description);
        this.description = description;
        rehearses = hasVectors() && Vectors.comeLater();
        inputs = new Object[description.inputs().size()];
    }

    /** How many threads compute; 1 at first. */
    public final int threads() {
        return team == null ? 1 : team.members();
    }

    /**
     * Lets several threads compute: the caller's own and daemon threads of the model, which start when a call is first large
     * enough to be divided. Results do not depend on their number, to the bit; what is too small to gain is computed by
     * the caller alone, whatever the number. The threads end when the model is closed, asked for another number, or
     * no longer reachable.
     *
     * @param count 1 to 256; more than there are processors is slower
     * @throws IllegalArgumentException when it is another number
     * @throws IllegalStateException when the model is closed
     */
    public final void threads(int count) {
        requireOpen();
        if (count < 1 || count > MOST_THREADS) {
            throw new IllegalArgumentException("the number of threads must be 1 to " + MOST_THREADS + ", not " + count);
        }
        if (count != threads()) {
            endTeam();
            productBlocks = Stream.generate(ProductBlock::new).limit(count).toArray(ProductBlock[]::new);
            team = count == 1 ? null : new Team(this, description.graph(), count);
        }
    }

    abstract void requireOpen();

    final void endTeam() {
        if (team != null) {
            team.end();
            team = null;
        }
        schedules = new Schedule[0];
        productBlocks = new ProductBlock[] {new ProductBlock()};
    }

    /** Whether kernels have a vector form that this JVM can run; asked when the model is created. */
    protected boolean hasVectors() {
        return false;
    }

    /**
     * Whether there are several threads, or kernels that begin in their plain form; generated code asks before it hands
     * out a call's arrays and sizes.
     */
    protected final boolean hasTeam() {
        return team != null || rehearses;
    }

    /**
     * Runs a program on all threads.
     *
     * @param program its number
     * @return false when there is one thread, or too little work to divide: then nothing is done
     */
    protected final boolean together(int program) {
        if (!hasTeam()) {
            return false;
        }
        try {
            Schedule schedule = schedule(program);
            boolean pays = schedule.pays(sizes);
            if (team == null) {
                pays = schedule.rehearses();
                if (pays) {
                    runMember(program, 0);
                }
            } else if (pays) {
                team.run(this, program);
            }
            return pays;
        } finally {
            Arrays.fill(inputs, null);
        }
    }

    /** What computes a member's products of matrices in plain Java. */
    protected final ProductBlock productBlock(int member) {
        return productBlocks[member];
    }

    /** Who computes what of a program. */
    protected final Schedule schedule(int program) {
        if (program >= schedules.length) {
            schedules = Arrays.copyOf(schedules, program + 1);
        }
        if (schedules[program] == null) {
            String work = String.join("\n", programWork(program));
            schedules[program] =
                    new Schedule(team, work, description.freeSizes(), Vectors.areAvailable(getClass()), rehearses);
        }
        return schedules[program];
    }

    /**
     * What a {@link Schedule} is made from, as the compiler wrote it.
     *
     * @throws IllegalArgumentException when no program of this number can be divided
     */
    protected String[] programWork(int program) {
        throw new IllegalArgumentException("there is no program " + program);
    }

    /**
     * Computes one member's part of a program.
     *
     * @throws IllegalArgumentException when no program of this number can be divided
     */
    protected void runMember(int program, int member) {
        throw new IllegalArgumentException("there is no program " + program);
    }
}
