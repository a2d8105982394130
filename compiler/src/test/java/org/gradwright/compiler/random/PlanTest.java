// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradwright.compiler.CompileOptions;
import org.gradwright.compiler.Compiler;
import org.gradwright.compiler.fuse.BufferInfo;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.kernel.Buffer;
import org.gradwright.compiler.kernel.Kernel;
import org.gradwright.compiler.plan.MemoryPlan.ProgramPlan;
import org.gradwright.compiler.plan.Placement;
import org.junit.jupiter.api.Test;

/** Runs the kernels on an arena that knows to whom each element belongs. */
class PlanTest {
    private static final List<Map<String, Integer>> SIZES =
            List.of(Map.of("batch", 1, "time", 2), Map.of("batch", 2, "time", 9), Map.of("batch", 13, "time", 3));

    @Test
    void nobodyWritesOverWhatIsStillRead() {
        for (long seed = 50_000; seed < 50_150; seed++) {
            var plan = Compiler.compile(RandomModel.of(seed, Precision.F64), CompileOptions.DEFAULT)
                    .plan();
            for (ProgramPlan program : plan.programs()) {
                for (Map<String, Integer> sizes : SIZES) {
                    assertThat(clashes(program, sizes))
                            .as("seed %s, %s", seed, sizes)
                            .isEmpty();
                }
            }
        }
    }

    private record Cell(Placement.Space space, long index) {}

    private static List<String> clashes(ProgramPlan plan, Map<String, Integer> sizes) {
        var owners = new HashMap<Cell, Buffer>();
        var written = new HashSet<Buffer>();
        var clashes = new ArrayList<String>();
        plan.program().buffers().values().stream()
                .filter(info -> info.kind() == BufferInfo.Kind.INPUT)
                .forEach(info -> take(plan, info.buffer(), sizes, owners, written));
        for (Kernel kernel : plan.program().kernels()) {
            var old = new HashSet<>(kernel.reads());
            old.removeIf(
                    b -> !written.contains(b) && kernel.writes().contains(b)); // a scatter reads what it has cleared
            for (Buffer buffer : old) {
                check(plan, buffer, sizes, owners, written, kernel, clashes);
            }
            kernel.writes().forEach(buffer -> take(plan, buffer, sizes, owners, written));
            for (Buffer buffer : kernel.buffers()) {
                check(plan, buffer, sizes, owners, written, kernel, clashes);
            }
        }
        return clashes;
    }

    private static void take(
            ProgramPlan plan,
            Buffer buffer,
            Map<String, Integer> sizes,
            Map<Cell, Buffer> owners,
            Set<Buffer> written) {
        written.add(buffer);
        cells(plan, buffer, sizes).forEach(cell -> owners.put(cell, buffer));
    }

    /** What a kernel touches is still its own; variables and constants were there before. */
    private static void check(
            ProgramPlan plan,
            Buffer buffer,
            Map<String, Integer> sizes,
            Map<Cell, Buffer> owners,
            Set<Buffer> written,
            Kernel kernel,
            List<String> clashes) {
        for (Cell cell : cells(plan, buffer, sizes)) {
            Buffer owner = owners.get(cell);
            boolean lost = written.contains(buffer) ? owner != buffer && !buffer.equals(owner) : owner != null;
            if (lost) {
                clashes.add(kernel.name() + " finds " + owner + " where " + buffer + " was");
                return;
            }
        }
    }

    private static List<Cell> cells(ProgramPlan plan, Buffer buffer, Map<String, Integer> sizes) {
        Placement place = plan.places().get(buffer);
        var cells = new ArrayList<Cell>();
        if (place.space() != Placement.Space.INPUT) {
            long offset = place.offset().evaluate(sizes);
            long count = plan.program().buffers().get(buffer).count().evaluate(sizes);
            assertThat(offset + count)
                    .isLessThanOrEqualTo(
                            (place.space() == Placement.Space.REALS ? plan.reals() : plan.ints()).evaluate(sizes));
            for (long i = 0; i < count; i++) {
                cells.add(new Cell(place.space(), offset + i));
            }
        }
        return cells;
    }
}
