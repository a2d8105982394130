// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.random;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gradwright.compiler.fuse.BufferInfo;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.kernel.Buffer;
import org.gradwright.compiler.plan.Extent;
import org.gradwright.compiler.plan.MemoryPlan;
import org.gradwright.compiler.plan.MemoryPlan.ProgramPlan;
import org.gradwright.compiler.plan.Placement;

/** The plan in which every buffer has memory of its own. */
final class OwnMemory {
    private OwnMemory() {}

    static MemoryPlan plan(MemoryPlan plan) {
        return new MemoryPlan(
                plan.variables(),
                plan.results(),
                plan.constants(),
                plan.persistent(),
                plan.programs().stream().map(p -> plan(p, plan.persistent())).toList());
    }

    private static ProgramPlan plan(ProgramPlan plan, int persistent) {
        Map<Buffer, Placement> places = new LinkedHashMap<>(plan.places());
        Size reals = Size.of(persistent);
        Size ints = Size.ZERO;
        for (BufferInfo info : plan.program().buffers().values()) {
            Placement place = plan.places().get(info.buffer());
            Size count = info.count();
            if (place.space() == Placement.Space.INTS) {
                places.put(info.buffer(), new Placement(place.space(), Extent.of(ints)));
                ints = ints.plus(count);
            } else if (isScratch(place, info)) {
                places.put(info.buffer(), new Placement(place.space(), Extent.of(reals)));
                reals = reals.plus(count);
            }
        }
        return new ProgramPlan(plan.program(), places, Extent.of(reals), Extent.of(ints));
    }

    private static boolean isScratch(Placement place, BufferInfo info) {
        return place.space() == Placement.Space.REALS
                && switch (info.kind()) {
                    case INPUT, OUTPUT, TEMPORARY -> true;
                    case VARIABLE, CONSTANT, RESULT -> false;
                };
    }
}
