// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.derive;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.gradwright.compiler.derive.Derivation.Step;
import org.gradwright.compiler.notation.Formula;
import org.gradwright.compiler.notation.TextFormulas;

/** Finds the steps of a deep network that say of another layer what has been said of one. */
final class Repetitions {
    /** Steps that follow each other. @param isRepeated whether each has been said before, but for the numbers of layers */
    record Run(List<Step> steps, boolean isRepeated) {
        Run {
            steps = List.copyOf(steps);
        }
    }

    /** What is shorter is read faster than it is folded out. */
    private static final int SHORTEST = 6;

    private static final String NUMBERS = "[0-9₀-₉]+";

    private final TextFormulas text = new TextFormulas();
    private final Set<String> said = new HashSet<>();

    private Repetitions() {}

    /** All steps in their order, in runs. */
    static List<Run> of(List<Step> steps) {
        var repetitions = new Repetitions();
        var runs = new ArrayList<Run>();
        var open = new ArrayList<Step>();
        boolean repeated = false;
        for (Step step : steps) {
            boolean known = !repetitions.said.add(repetitions.pattern(step));
            if (known != repeated) {
                close(open, repeated, runs);
            }
            repeated = known;
            open.add(step);
        }
        close(open, repeated, runs);
        return runs;
    }

    private static void close(List<Step> open, boolean repeated, List<Run> runs) {
        if (!open.isEmpty()) {
            runs.add(new Run(open, repeated && open.size() >= SHORTEST));
        }
        open.clear();
    }

    /** What is said, without numbers; what is written out grows with the depth and does not count. */
    private String pattern(Step step) {
        String ways = step.ways().stream().map(way -> written(way.value())).collect(Collectors.joining("; "));
        return written(step.left()) + " = " + ways + " = " + written(step.result()) + " " + step.shape();
    }

    private String written(Formula formula) {
        return text.write(formula).replaceAll(NUMBERS, "#");
    }
}
