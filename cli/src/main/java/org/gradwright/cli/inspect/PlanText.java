// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.inspect;

import org.gradwright.cli.TextTable;
import org.gradwright.compiler.plan.MemoryPlan;

/** A memory plan as text: what is kept, then each program's scratch by its place. */
public final class PlanText {
    private PlanText() {}

    /** All offsets count elements. */
    public static String of(MemoryPlan plan) {
        var text = new StringBuilder("kept: " + plan.persistent() + " reals\n");
        var kept = new TextTable("offset", "name");
        plan.variables().forEach((path, offset) -> kept.add("" + offset, path));
        plan.results().forEach((name, offset) -> kept.add("" + offset, "result " + name));
        plan.constants().forEach((path, offset) -> kept.add("" + offset, "constant " + path));
        text.append(kept).append('\n');
        plan.programs().forEach(program -> text.append('\n').append(of(program)));
        return text.toString();
    }

    private static String of(MemoryPlan.ProgramPlan plan) {
        var table = new TextTable("space", "offset", "elements", "buffer");
        plan.places()
                .forEach((buffer, place) -> table.add(
                        place.space().toString().toLowerCase(java.util.Locale.ROOT),
                        place.offset().toString(),
                        plan.program()
                                .buffers()
                                .get(buffer)
                                .node()
                                .shape()
                                .count()
                                .toString(),
                        buffer.name()));
        return "program " + plan.program().name() + ": " + plan.reals() + " reals, " + plan.ints() + " integers\n"
                + table + "\n";
    }
}
