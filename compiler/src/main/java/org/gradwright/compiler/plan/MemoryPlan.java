// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradwright.compiler.fuse.KernelProgram;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.kernel.Buffer;

/**
 * Where everything lies: the persistent part of the arena, which all programs share, and the scratch of each program behind
 * it.
 *
 * @param variables offsets by path
 * @param results offsets of the scalars that stay readable, by name
 * @param constants offsets of the tables, by path
 * @param persistent the number of reals that outlive a program
 */
public record MemoryPlan(
        Map<String, Integer> variables,
        Map<String, Integer> results,
        Map<String, Integer> constants,
        int persistent,
        List<ProgramPlan> programs) {
    public MemoryPlan {
        variables = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        results = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(results));
        constants = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(constants));
        programs = List.copyOf(programs);
    }

    /** The bytes of the arenas for given free sizes: what the largest program needs, and what outlives all. */
    public long bytes(Precision precision, Map<String, ? extends Number> sizes) {
        long reals = persistent;
        long ints = 0;
        for (ProgramPlan plan : programs) {
            reals = Math.max(reals, plan.reals().evaluate(sizes));
            ints = Math.max(ints, plan.ints().evaluate(sizes));
        }
        return reals * width(precision) + ints * Integer.BYTES;
    }

    /** The bytes of what outlives programs. */
    public long persistentBytes(Precision precision) {
        return (long) persistent * width(precision);
    }

    private static int width(Precision precision) {
        return precision == Precision.F64 ? Double.BYTES : Float.BYTES;
    }

    /** The same with the arena of reals so many elements further on. */
    MemoryPlan after(int elements) {
        return new MemoryPlan(
                after(variables, elements),
                after(results, elements),
                after(constants, elements),
                persistent + elements,
                programs.stream().map(p -> p.after(elements)).toList());
    }

    private static Map<String, Integer> after(Map<String, Integer> offsets, int elements) {
        var moved = new LinkedHashMap<>(offsets);
        moved.replaceAll((name, offset) -> offset + elements);
        return moved;
    }

    /**
     * One program's part.
     *
     * @param places of every buffer that the program touches
     * @param reals the length of the real arena that it needs, the persistent part included
     * @param ints the length of the integer arena that it needs
     */
    public record ProgramPlan(KernelProgram program, Map<Buffer, Placement> places, Extent reals, Extent ints) {
        public ProgramPlan {
            places = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(places));
        }

        private ProgramPlan after(int elements) {
            var moved = new LinkedHashMap<>(places);
            moved.replaceAll((buffer, place) -> place.space() == Placement.Space.REALS
                    ? new Placement(place.space(), place.offset().after(elements))
                    : place);
            return new ProgramPlan(program, moved, reals.plus(elements), ints);
        }
    }
}
