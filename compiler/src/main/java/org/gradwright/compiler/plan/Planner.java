// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradwright.compiler.fuse.BufferInfo;
import org.gradwright.compiler.fuse.KernelProgram;
import org.gradwright.compiler.graph.Dim;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.kernel.Buffer;
import org.gradwright.compiler.kernel.Scalar;

/** From kernel programs to one memory plan. */
public final class Planner {
    /** Known offsets of what fills a 512-bit vector of floats are multiples of it. */
    static final int ALIGNMENT = 16;

    /** A vector may begin with the last element of a buffer: so much memory is behind the last one. */
    private static final int BEYOND = 16;

    /** So many buffers are placed with care; with more, comparing each two takes too long. */
    private static final int MOST_STACKED = 1_000;

    private static final String VARIABLE = "variable ";
    private static final String RESULT = "result ";
    private static final String CONSTANT = "constant ";

    private final Persistent kept = new Persistent();
    private final List<Map<String, Integer>> likely;

    private Planner(List<Dim> dims) {
        likely = Likely.sizes(dims);
    }

    /**
     * Places everything that some programs of one class touch.
     *
     * @param variables all variables of the class, used or not
     * @param dims what is promised about free sizes
     * @throws IllegalArgumentException when the variables alone exceed what one array holds
     */
    public static MemoryPlan plan(List<Node> variables, List<Dim> dims, List<KernelProgram> programs) {
        var planner = new Planner(dims);
        variables.forEach(v -> planner.kept.add(
                VARIABLE + Graph.variable(v).path(), v.shape().count().known()));
        for (KernelProgram program : programs) {
            program.buffers().values().forEach(planner::keep);
        }
        planner.kept.place();
        if (planner.kept.end() > Integer.MAX_VALUE - 9) {
            throw new IllegalArgumentException("the parameters and their optimiser state are " + planner.kept.end()
                    + " numbers, more than one array holds (2^31 - 9)");
        }
        List<MemoryPlan.ProgramPlan> plans =
                programs.stream().map(planner::plan).toList();
        return new MemoryPlan(
                planner.kept.offsets(VARIABLE),
                planner.kept.offsets(RESULT),
                planner.kept.offsets(CONSTANT),
                (int) planner.kept.end(),
                plans);
    }

    private void keep(BufferInfo info) {
        if (info.kind() == BufferInfo.Kind.RESULT || info.kind() == BufferInfo.Kind.CONSTANT) {
            kept.add(name(info), info.node().shape().count().known());
        }
    }

    private static String name(BufferInfo info) {
        return switch (info.kind()) {
            case VARIABLE -> VARIABLE + info.path();
            case RESULT -> RESULT + info.path();
            case CONSTANT -> CONSTANT + info.path();
            case INPUT, TEMPORARY, OUTPUT -> throw new IllegalArgumentException(info + " does not outlive a program");
        };
    }

    /** Small ones may lie anywhere. */
    static long alignment(long length) {
        return length < ALIGNMENT ? 1 : ALIGNMENT;
    }

    private MemoryPlan.ProgramPlan plan(KernelProgram program) {
        Map<Buffer, Lifetime> reals = Lifetime.of(program);
        Map<Buffer, Lifetime> ints = new LinkedHashMap<>(reals);
        reals.keySet().removeIf(b -> b.type() != Scalar.REAL);
        ints.keySet().removeIf(b -> b.type() == Scalar.REAL);
        var counts = new LinkedHashMap<Buffer, Size>();
        program.buffers().forEach((b, info) -> counts.put(b, info.count()));
        Layout realLayout = layout(program, reals, counts, kept.end());
        Layout intLayout = layout(program, ints, counts, 0);
        var places = new LinkedHashMap<Buffer, Placement>();
        program.buffers().forEach((b, info) -> places.put(b, fixed(info)));
        realLayout.offsets().forEach((b, offset) -> places.put(b, new Placement(Placement.Space.REALS, offset)));
        intLayout.offsets().forEach((b, offset) -> places.put(b, new Placement(Placement.Space.INTS, offset)));
        Extent length = realLayout.end().plus(BEYOND);
        return new MemoryPlan.ProgramPlan(program, places, length, intLayout.end());
    }

    private Layout layout(
            KernelProgram program, Map<Buffer, Lifetime> lifetimes, Map<Buffer, Size> counts, long start) {
        return isStacked(program)
                ? new Stacking(start, lifetimes, counts, likely).best()
                : Packing.of(lifetimes, counts, start);
    }

    private Placement fixed(BufferInfo info) {
        return switch (info.kind()) {
            case INPUT, TEMPORARY, OUTPUT -> new Placement(Placement.Space.INPUT, Extent.of(Size.ZERO));
            case VARIABLE, RESULT, CONSTANT -> at(kept.offset(name(info)));
        };
    }

    private static Placement at(int offset) {
        return new Placement(Placement.Space.REALS, Extent.of(Size.of(offset)));
    }

    /** Whether a program is small enough for {@link Stacking}; others are left to {@link Packing}. */
    static boolean isStacked(KernelProgram program) {
        return program.buffers().size() <= MOST_STACKED;
    }

    /** Whether an input is copied to the arena: a scalar has no array, and kernels read conditions as integers. */
    public static boolean isCopied(TensorType type) {
        return type.isScalar() || type.element() == Element.BOOL;
    }
}
