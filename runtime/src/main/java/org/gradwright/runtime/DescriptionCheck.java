// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.gradwright.runtime.ModelDescription.Constant;
import org.gradwright.runtime.ModelDescription.Input;
import org.gradwright.runtime.ModelDescription.Metric;
import org.gradwright.runtime.ModelDescription.Output;
import org.gradwright.runtime.ModelDescription.Variable;

/** The invariants of a {@link ModelDescription}. */
final class DescriptionCheck {
    private DescriptionCheck() {}

    private record Range(String what, long begin, long end) {}

    static void names(
            String graph,
            List<String> freeSizes,
            List<Input> inputs,
            List<Output> outputs,
            List<Metric> metrics,
            List<String> steps,
            List<Variable> variables) {
        if (graph.isEmpty()) {
            throw new IllegalArgumentException("the graph has no name");
        }
        unique("free size", freeSizes);
        unique("input", inputs.stream().map(Input::name).toList());
        unique("output", outputs.stream().map(Output::name).toList());
        unique("metric", metrics.stream().map(Metric::name).toList());
        unique("step", steps);
        unique("variable", variables.stream().map(Variable::path).toList());
        needs(inputs, outputs);
        variables.forEach(DescriptionCheck::path);
    }

    /** Saved files tell optimiser state by its prefix, so nothing else may begin with it. */
    private static void path(Variable variable) {
        String path = variable.path();
        if (path.isEmpty() || path.startsWith(StateFile.OPTIMISER) || path.equals(SafetensorsHeader.METADATA)) {
            throw new IllegalArgumentException("`" + path + "` cannot be a variable's path: choose another name");
        }
    }

    private static void unique(String what, List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new IllegalArgumentException("two of kind " + what + " are called " + name);
            }
        }
    }

    private static void needs(List<Input> inputs, List<Output> outputs) {
        Set<String> known = new HashSet<>(inputs.stream().map(Input::name).toList());
        for (Output output : outputs) {
            for (String need : output.needs()) {
                if (!known.contains(need)) {
                    throw new IllegalArgumentException("output " + output.name() + " needs " + need + ", no input");
                }
            }
        }
    }

    static void layout(int persistent, List<Metric> metrics, List<Variable> variables, List<Constant> constants) {
        List<Range> ranges = new ArrayList<>();
        metrics.forEach(metric -> ranges.add(range("metric " + metric.name(), metric.offset(), 1)));
        variables.forEach(variable -> ranges.add(range(variable)));
        constants.forEach(constant -> ranges.add(range(
                "constant at " + constant.offset(),
                constant.offset(),
                constant.values().size())));
        ranges.sort(Comparator.comparingLong(Range::begin));
        for (int i = 0; i < ranges.size(); i++) {
            disjoint(persistent, ranges.get(i), i == 0 ? null : ranges.get(i - 1));
        }
    }

    private static Range range(Variable variable) {
        String what = "variable " + variable.path();
        if (variable.shape().stream().anyMatch(size -> size < 1)) {
            throw new IllegalArgumentException(what + " has a size below 1");
        }
        Objects.requireNonNull(variable.initialiser()).check(Shapes.toArray(variable.shape()));
        return range(what, variable.offset(), variable.size());
    }

    private static Range range(String what, int offset, long size) {
        if (offset < 0 || size < 1) {
            throw new IllegalArgumentException(what + " has the offset " + offset + " and the size " + size);
        }
        return new Range(what, offset, offset + size);
    }

    private static void disjoint(int persistent, Range range, Range before) {
        if (range.end > persistent) {
            throw new IllegalArgumentException(range.what + " ends at " + range.end + ", beyond the persistent part of "
                    + persistent + " numbers");
        }
        if (before != null && before.end > range.begin) {
            throw new IllegalArgumentException(range.what + " begins at " + range.begin + ", inside " + before.what);
        }
    }
}
