// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradwright.compiler.fuse.BufferInfo;
import org.gradwright.compiler.fuse.KernelProgram;
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

    private static final String VARIABLE = "variable ";
    private static final String RESULT = "result ";
    private static final String CONSTANT = "constant ";

    private final Persistent kept = new Persistent();

    private Planner() {}

    /**
     * Places everything that some programs of one class touch.
     *
     * @param variables all variables of the class, used or not
     * @throws IllegalArgumentException when the variables alone exceed what one array holds
     */
    public static MemoryPlan plan(List<Node> variables, List<KernelProgram> programs) {
        var planner = new Planner();
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
        Packing realPacking = Packing.of(reals, counts, kept.end());
        Packing intPacking = Packing.of(ints, counts, 0);
        var places = new LinkedHashMap<Buffer, Placement>();
        program.buffers().forEach((b, info) -> places.put(b, fixed(info)));
        realPacking.offsets().forEach((b, offset) -> places.put(b, new Placement(Placement.Space.REALS, offset)));
        intPacking.offsets().forEach((b, offset) -> places.put(b, new Placement(Placement.Space.INTS, offset)));
        Size length = realPacking.end().plus(Size.of(BEYOND));
        return new MemoryPlan.ProgramPlan(program, places, length, intPacking.end());
    }

    private Placement fixed(BufferInfo info) {
        return switch (info.kind()) {
            case INPUT, TEMPORARY, OUTPUT -> new Placement(Placement.Space.INPUT, Size.ZERO);
            case VARIABLE, RESULT, CONSTANT -> new Placement(Placement.Space.REALS, Size.of(kept.offset(name(info))));
        };
    }

    /** Whether an input is copied to the arena: a scalar has no array, and kernels read conditions as integers. */
    public static boolean isCopied(TensorType type) {
        return type.isScalar() || type.element() == Element.BOOL;
    }
}
