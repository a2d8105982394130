// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.emit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.gradwright.compiler.kernel.Buffer;
import org.gradwright.compiler.kernel.Kernel;
import org.gradwright.compiler.plan.Extent;
import org.gradwright.compiler.plan.MemoryPlan.ProgramPlan;
import org.gradwright.compiler.plan.Placement;

/** Where the buffers of those kernels of a program are that share a method with others: those of a kernel one after the other. */
final class PlaceTable {
    private final int number;
    private final List<String> places = new ArrayList<>();

    PlaceTable(int number) {
        this.number = number;
    }

    /** The buffers whose places a kernel is told, in order. */
    static List<Buffer> told(Kernel kernel, ProgramPlan plan) {
        return kernel.code().buffers().stream()
                .map(kernel::buffer)
                .filter(b -> plan.places().get(b).space() != Placement.Space.INPUT)
                .toList();
    }

    int number() {
        return number;
    }

    /** Adds the places of a kernel. @return where they begin */
    int add(Kernel kernel, ProgramPlan plan) {
        int first = places.size();
        told(kernel, plan).forEach(b -> places.add(text(plan.places().get(b).offset())));
        return first;
    }

    /** A place as the runtime reads it: {@code 64*batch+12|1024~16~12}. */
    private static String text(Extent extent) {
        String largest = extent.sizes().stream().map(Crew::text).collect(Collectors.joining("|"));
        return extent.multiple() == 1 ? largest : largest + "~" + extent.multiple() + "~" + extent.lead();
    }

    /** What a method's parameter is called that takes the table. */
    String source() {
        return Addressing.PLACES + number;
    }

    /** All places. */
    List<String> places() {
        return places;
    }
}
