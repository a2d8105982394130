// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.emit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gradwright.compiler.graph.Dim;
import org.gradwright.compiler.graph.Input;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.plan.Planner;

/**
 * Finds out how a method learns its free sizes: from the length of an input in which only one is unknown; where no length
 * tells (tokens of {@code [batch, time]}), the caller passes the first unknown one as a number.
 */
final class SizeSolver {
    private final List<Input> inputs;
    private final Set<String> unknown;
    private final List<String> explicit = new ArrayList<>();
    private final List<Action> actions = new ArrayList<>();
    private final Set<Input> checked = new LinkedHashSet<>();

    private SizeSolver(List<Input> inputs, Set<String> unknown) {
        this.inputs = inputs;
        this.unknown = unknown;
    }

    /** The solved problem for a program's inputs and all free sizes that it needs. */
    static SizeSolver solve(List<Input> inputs, List<Dim> dims, Collection<String> needed) {
        var unknown = new LinkedHashSet<String>();
        for (Dim dim : dims) {
            boolean used = needed.contains(dim.name())
                    || inputs.stream()
                            .anyMatch(i -> i.type().shape().count().freeNames().contains(dim.name()));
            if (used) {
                unknown.add(dim.name());
            }
        }
        var solver = new SizeSolver(inputs, unknown);
        var sizes = List.copyOf(unknown);
        solver.run();
        dims.stream().filter(d -> sizes.contains(d.name())).forEach(d -> solver.actions.add(new Action.CheckDim(d)));
        return solver;
    }

    List<String> explicit() {
        return explicit;
    }

    List<Action> actions() {
        return actions;
    }

    private void run() {
        while (!unknown.isEmpty()) {
            if (inputs.stream().noneMatch(this::solves)) {
                String size = unknown.iterator().next();
                explicit.add(size);
                unknown.remove(size);
                actions.add(new Action.CheckSize(size));
            }
        }
        for (Input input : inputs) {
            if (!checked.contains(input) && !input.type().isScalar()) {
                actions.add(new Action.CheckLength(
                        input.path(), input.type().shape().count(), input.type().toString()));
            }
        }
    }

    private boolean solves(Input input) {
        if (Planner.isCopied(input.type()) && input.type().isScalar()) {
            return false;
        }
        Size count = input.type().shape().count();
        List<String> open = count.freeNames().stream().filter(unknown::contains).toList();
        if (open.size() != 1) {
            return false;
        }
        Optional<Size> others = count.dividedBy(Size.free(open.get(0)));
        if (others.isEmpty() || others.get().freeNames().contains(open.get(0))) {
            return false;
        }
        unknown.remove(open.get(0));
        checked.add(input);
        actions.add(new Action.SolveSize(
                open.get(0), input.path(), others.get(), input.type().toString()));
        return true;
    }
}
