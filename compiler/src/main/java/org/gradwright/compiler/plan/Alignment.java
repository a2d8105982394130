// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.plan;

import java.util.HashMap;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.plan.MemoryPlan.ProgramPlan;

/**
 * Lets the arena begin at a line of the cache, where the JVM lets an array begin at a known place: G1 puts one of more than half a
 * region at the start of a region, and its elements begin 16 bytes behind that. A vector across two lines costs two reads.
 */
public final class Alignment {
    /** From the start of the elements to the next line of 64 bytes. */
    private static final int BYTES = 48;

    /** Regions are at least 1 MiB. */
    private static final long LARGE = 512 << 10;

    /** A likely free size. */
    private static final int LIKELY = 64;

    private Alignment() {}

    /** The same plan, the arena's first elements left out if it is large. */
    public static MemoryPlan of(MemoryPlan plan, Precision precision) {
        int element = precision == Precision.F64 ? Double.BYTES : Float.BYTES;
        boolean large = plan.programs().stream().anyMatch(p -> reals(p) * element >= LARGE);
        return large ? plan.after(BYTES / element) : plan;
    }

    private static long reals(ProgramPlan plan) {
        var sizes = new HashMap<String, Integer>();
        plan.reals().freeNames().forEach(name -> sizes.put(name, LIKELY));
        return plan.reals().evaluate(sizes);
    }
}
