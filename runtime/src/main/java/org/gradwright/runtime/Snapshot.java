// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

/** A copy of a model's variables, seed and numbers of steps at one moment; immutable. */
public final class Snapshot {
    private final ModelDescription description;
    private final Object reals;
    private final long seed;
    private final StepCounts steps;

    Snapshot(ModelDescription description, Object reals, long seed, StepCounts steps) {
        this.description = description;
        this.reals = reals;
        this.seed = seed;
        this.steps = steps;
    }

    /** How many training steps were completed. */
    public long steps() {
        return steps.all();
    }

    StepCounts counts() {
        return steps;
    }

    long seed() {
        return seed;
    }

    /** A {@code float[]} or {@code double[]}: the persistent part of the arena. */
    Object reals() {
        return reals;
    }

    ModelDescription description() {
        return description;
    }

    void requireOf(ModelDescription other) {
        if (!description.equals(other)) {
            throw new IllegalArgumentException("this snapshot is of another model: it was taken of "
                    + description.graph() + " in " + description.precision().text()
                    + ", and the model is " + other.graph() + " in "
                    + other.precision().text());
        }
    }
}
