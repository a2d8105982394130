// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.emit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.gradwright.compiler.fuse.Repeat;
import org.gradwright.compiler.fuse.Split;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.kernel.Scalar;

/**
 * How the threads of a team run the kernels of a driver together: each runs the same methods, and computes its own parts.
 *
 * @param program the number by which the runtime asks for it
 * @param inputs which arrays the driver hands out: from the input's path to its place
 * @param sizes which free sizes it hands out: from the name to its place
 * @param work one line a kernel for the runtime's schedule
 * @param methods that each member runs one after the other
 */
public record Crew(
        int program, Map<String, Integer> inputs, Map<String, Integer> sizes, List<String> work, List<Member> methods) {
    public Crew {
        inputs = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
        sizes = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(sizes));
        work = List.copyOf(work);
        methods = List.copyOf(methods);
    }

    /**
     * A method that computes one member's parts of some kernels.
     *
     * @param first the number of the first kernel in its program
     * @param repeats the loops around some of them
     */
    public record Member(String name, int first, List<KernelMethod> kernels, List<Repeat> repeats) {
        public Member {
            kernels = List.copyOf(kernels);
            repeats = List.copyOf(repeats);
        }

        /** What the kernels are passed, without the range of their parts. */
        public Set<KernelMethod.Parameter> arguments() {
            var bySource = new LinkedHashMap<String, KernelMethod.Parameter>();
            for (KernelMethod kernel : kernels) {
                var all = new ArrayList<>(kernel.parameters());
                kernel.vectorForm().forEach(v -> all.addAll(v.parameters()));
                all.removeIf(p -> p.isPart() || p.isNumber());
                all.forEach(p -> bySource.putIfAbsent(p.source(), p));
            }
            repeats.forEach(r -> bySource.remove(Addressing.turn(r)));
            repeats.forEach(r -> r.turns()
                    .freeNames()
                    .forEach(n -> bySource.putIfAbsent(n, new KernelMethod.Parameter(n, Scalar.INT, false, n))));
            return new LinkedHashSet<>(bySource.values());
        }
    }

    /** A kernel's line: how it is divided, what it costs, and the kernels that it must not overtake. */
    static String work(KernelMethod kernel, Set<Integer> after) {
        Split split = kernel.split().orElse(new Split(Size.ONE, 1, Size.ZERO, Size.ZERO));
        var words = new ArrayList<>(List.of(
                text(split.extent()),
                Integer.toString(split.granule()),
                text(split.plain()),
                text(split.vector()),
                Integer.toString(split.most())));
        after.forEach(k -> words.add(Integer.toString(k)));
        return String.join(" ", words);
    }

    /** A size as the runtime reads it: {@code 3*batch*time+12}. */
    static String text(Size size) {
        return size.terms().isEmpty()
                ? "0"
                : size.terms().entrySet().stream()
                        .map(t -> t.getValue()
                                + t.getKey().stream().map(n -> "*" + n).collect(Collectors.joining()))
                        .collect(Collectors.joining("+"));
    }
}
