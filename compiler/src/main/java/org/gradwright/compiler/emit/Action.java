// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.emit;

import java.util.List;
import java.util.Map;
import org.gradwright.compiler.fuse.Repeat;
import org.gradwright.compiler.graph.Dim;
import org.gradwright.compiler.graph.Input;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.plan.Extent;

/** A line of a driver: what a public method of the generated class does before, between and after its kernels. */
public sealed interface Action {
    /** Finds a free size from an input's length, which is {@code others * size}. */
    record SolveSize(String size, String input, Size others, String type) implements Action {}

    /** Checks a free size that the caller passed as a number. */
    record CheckSize(String size) implements Action {}

    /** Checks an input's length. */
    record CheckLength(String input, Size need, String type) implements Action {}

    /** Checks what the model promises about a free size. */
    record CheckDim(Dim dim) implements Action {}

    /** Makes the arenas long enough and names them. */
    record Reserve(Extent reals, Extent ints) implements Action {}

    /** Copies a scalar or conditions to an arena. */
    record Copy(Input input, Extent offset) implements Action {}

    /** Names the key of a random stream. */
    record Key(String local, int stream) implements Action {}

    /** Says which of several trainings' step this is. */
    record Begin(int training) implements Action {}

    /** Names the number of this step. */
    record StepNumber(String local) implements Action {}

    /** Names what computes products of matrices. */
    record Products(String local) implements Action {}

    /** Names the table that tells kernels where their tensors are. @param sizes the free sizes that decide it, and their places */
    record Table(String local, int number, Map<String, Integer> sizes) implements Action {}

    /** Lets a team run what follows up to {@link Apart}, if there is one and it pays. */
    record Together(Crew crew) implements Action {}

    /** Ends what the caller runs alone when no team does. */
    record Apart() implements Action {}

    /** Runs what follows up to {@link Again} once a turn. @param local the number of the turn */
    record Turns(String local, Size count, boolean reverse) implements Action {
        public static Turns of(Repeat repeat) {
            return new Turns(Addressing.turn(repeat), repeat.turns(), repeat.reverse());
        }
    }

    /** Ends a turn. @param local of the {@link Turns} that it belongs to */
    record Again(String local, boolean reverse) implements Action {
        public static Again of(Repeat repeat) {
            return new Again(Addressing.turn(repeat), repeat.reverse());
        }
    }

    /** Calls a kernel. */
    record Run(KernelMethod kernel) implements Action {}

    /** Calls a part of a long program; its parameters are the locals {@code arguments}. */
    record RunPart(Part part) implements Action {}

    /** Counts the step. */
    record Done() implements Action {}

    /** A private method that runs some kernels, because one method for all would be too long for the JIT. */
    record Part(String name, List<KernelMethod.Parameter> parameters, List<KernelMethod> kernels) {}
}
