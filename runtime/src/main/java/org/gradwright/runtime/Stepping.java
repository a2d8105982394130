// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

/** The side of a model that has to do with steps: it counts them, and tells those of several train lines apart. */
abstract class Stepping extends Teamwork {
    private final ModelDescription description;
    private final StepCounts steps;

    Stepping(ModelDescription description) {
        super(description);
        this.description = description;
        steps = new StepCounts(description.steps().size());
    }

    /** Says whose step runs now; generated code of a model with several train lines begins every training step with it. */
    protected final void beginStep(int line) {
        steps.begin(line);
    }

    /** The number of the training step that runs now or comes next, from 1 on, among those of its train line. */
    protected final long stepNumber() {
        return steps.ofLine() + 1;
    }

    /** Counts a step; generated code ends every training step with it. */
    protected final void stepDone() {
        steps.done();
    }

    /**
     * One training step on inputs given in order of declaration; of a model with several train lines a step of each, in order
     * of declaration.
     *
     * @param inputs {@code float[]} or {@code double[]} for real, {@code int[]} for i32, {@code boolean[]} for bool
     * @return the loss before the update; that of the first line
     * @throws IllegalArgumentException when an input does not fit; nothing is changed then
     */
    public abstract double stepWith(Object... inputs);

    /**
     * One training step of one train line.
     *
     * @param label one of {@link ModelDescription#steps}
     * @param inputs as for {@link #stepWith}
     * @return the line's loss before the update
     * @throws IllegalArgumentException when no line has the label, or an input does not fit; nothing is changed then
     */
    public final double stepOf(String label, Object... inputs) {
        return runStep(line(label), inputs);
    }

    /** A step of the train line of this number; a generated class with several of them has one of its own. */
    protected double runStep(int line, Object[] inputs) {
        return stepWith(inputs);
    }

    /** A step of each train line, in order; the first line's loss. */
    protected final double runSteps(Object[] inputs) {
        double loss = runStep(0, inputs);
        for (int line = 1; line < steps.lines(); line++) {
            runStep(line, inputs);
        }
        return loss;
    }

    private int line(String label) {
        int line = description.steps().indexOf(label);
        if (line < 0) {
            throw new IllegalArgumentException(
                    "no train line is called " + label + Suggestion.among(description.steps(), label));
        }
        return line;
    }

    /** How many training steps are completed, those of all train lines. */
    public final long steps() {
        return steps.all();
    }

    /**
     * How many training steps of one train line are completed.
     *
     * @throws IllegalArgumentException when no line has the label
     */
    public final long steps(String label) {
        return steps.ofLine(line(label));
    }

    final StepCounts counts() {
        return steps;
    }
}
