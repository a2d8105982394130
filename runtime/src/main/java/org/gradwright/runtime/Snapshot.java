// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gradwright.runtime.ModelDescription.Variable;

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

    /**
     * The same state with the moving average of each parameter in the parameter's place: what a {@code train} line with
     * {@code average(decay)} is best asked with. A parameter that has no average, or none yet, stays as it is; the averages stay in any
     * case. A model that is brought to this state and trained goes on from the averages.
     */
    public Snapshot averaged() {
        Object averaged = copy();
        Map<String, Variable> variables = new LinkedHashMap<>();
        description.variables().forEach(v -> variables.put(v.path(), v));
        Averages.byParameter(variables.keySet()).forEach((parameter, average) -> {
            Variable from = variables.get(average);
            if (Averages.hasBegun(reals, from.offset(), (int) from.size())) {
                int to = variables.get(parameter).offset();
                System.arraycopy(reals, from.offset(), averaged, to, (int) from.size());
            }
        });
        return new Snapshot(description, averaged, seed, steps);
    }

    private Object copy() {
        return reals instanceof float[] floats ? floats.clone() : ((double[]) reals).clone();
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
