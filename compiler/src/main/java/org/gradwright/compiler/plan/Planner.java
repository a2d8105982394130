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
    private static final int ALIGNMENT = 16;

    private final Map<String, Integer> variables = new LinkedHashMap<>();
    private final Map<String, Integer> results = new LinkedHashMap<>();
    private final Map<String, Integer> constants = new LinkedHashMap<>();
    private long persistent;

    private Planner() {}

    /**
     * Places everything that some programs of one class touch.
     *
     * @param variables all variables of the class, used or not
     * @throws IllegalArgumentException when the variables alone exceed what one array holds
     */
    public static MemoryPlan plan(List<Node> variables, List<KernelProgram> programs) {
        var planner = new Planner();
        variables.forEach(v -> planner.place(
                planner.variables, Graph.variable(v).path(), v.shape().count()));
        for (KernelProgram program : programs) {
            program.buffers().values().forEach(planner::persistent);
        }
        if (planner.persistent > Integer.MAX_VALUE - 9) {
            throw new IllegalArgumentException("the parameters and their optimiser state are " + planner.persistent
                    + " numbers, more than one array holds (2^31 - 9)");
        }
        List<MemoryPlan.ProgramPlan> plans =
                programs.stream().map(planner::plan).toList();
        return new MemoryPlan(planner.variables, planner.results, planner.constants, (int) planner.persistent, plans);
    }

    private void persistent(BufferInfo info) {
        Size count = info.node().shape().count();
        if (info.kind() == BufferInfo.Kind.RESULT) {
            place(results, info.path(), count);
        } else if (info.kind() == BufferInfo.Kind.CONSTANT) {
            place(constants, info.path(), count);
        }
    }

    private void place(Map<String, Integer> offsets, String path, Size count) {
        if (offsets.putIfAbsent(path, (int) Math.min(persistent, Integer.MAX_VALUE)) == null) {
            persistent += (count.known() + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        }
    }

    private MemoryPlan.ProgramPlan plan(KernelProgram program) {
        Map<Buffer, Lifetime> reals = Lifetime.of(program);
        Map<Buffer, Lifetime> ints = new LinkedHashMap<>(reals);
        reals.keySet().removeIf(b -> b.type() != Scalar.REAL);
        ints.keySet().removeIf(b -> b.type() == Scalar.REAL);
        var counts = new LinkedHashMap<Buffer, Size>();
        program.buffers().forEach((b, info) -> counts.put(b, info.node().shape().count()));
        Packing realPacking = Packing.of(reals, counts, Size.of(persistent));
        Packing intPacking = Packing.of(ints, counts, Size.ZERO);
        var places = new LinkedHashMap<Buffer, Placement>();
        program.buffers().forEach((b, info) -> places.put(b, fixed(info)));
        realPacking.offsets().forEach((b, offset) -> places.put(b, new Placement(Placement.Space.REALS, offset)));
        intPacking.offsets().forEach((b, offset) -> places.put(b, new Placement(Placement.Space.INTS, offset)));
        return new MemoryPlan.ProgramPlan(program, places, realPacking.end(), intPacking.end());
    }

    private Placement fixed(BufferInfo info) {
        return switch (info.kind()) {
            case INPUT, TEMPORARY, OUTPUT -> new Placement(Placement.Space.INPUT, Size.ZERO);
            case VARIABLE -> persistent(variables.get(info.path()));
            case RESULT -> persistent(results.get(info.path()));
            case CONSTANT -> persistent(constants.get(info.path()));
        };
    }

    private static Placement persistent(int offset) {
        return new Placement(Placement.Space.REALS, Size.of(offset));
    }

    /** Whether an input is copied to the arena: a scalar has no array, and kernels read conditions as integers. */
    public static boolean isCopied(TensorType type) {
        return type.isScalar() || type.element() == Element.BOOL;
    }
}
