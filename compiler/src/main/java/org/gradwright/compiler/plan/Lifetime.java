// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradwright.compiler.fuse.BufferInfo;
import org.gradwright.compiler.fuse.KernelProgram;
import org.gradwright.compiler.fuse.Repeat;
import org.gradwright.compiler.kernel.Buffer;
import org.gradwright.compiler.kernel.Kernel;

/** The kernels, by number, between which a buffer must keep its content; both included. */
record Lifetime(int first, int last) {
    boolean overlaps(Lifetime other) {
        return first <= other.last && other.first <= last;
    }

    private Lifetime with(int kernel) {
        return new Lifetime(Math.min(first, kernel), Math.max(last, kernel));
    }

    /** What is used both in a loop and outside lives for all of its turns. */
    private Lifetime through(Repeat repeat) {
        boolean touches = first < repeat.end() && last >= repeat.first();
        boolean within = repeat.contains(first) && repeat.contains(last);
        return touches && !within ? with(repeat.first()).with(repeat.end() - 1) : this;
    }

    /** The lifetimes of a program's scratch: temporaries, outputs, and inputs that need a copy. */
    static Map<Buffer, Lifetime> of(KernelProgram program) {
        var lifetimes = new LinkedHashMap<Buffer, Lifetime>();
        List<Kernel> kernels = program.kernels();
        for (int k = 0; k < kernels.size(); k++) {
            for (Buffer buffer : kernels.get(k).buffers()) {
                int now = k;
                lifetimes.compute(buffer, (b, l) -> l == null ? new Lifetime(now, now) : l.with(now));
            }
        }
        program.repeats().forEach(repeat -> lifetimes.replaceAll((buffer, l) -> l.through(repeat)));
        int end = kernels.size();
        lifetimes.replaceAll(
                (buffer, lifetime) -> switch (program.buffers().get(buffer).kind()) {
                    case OUTPUT -> lifetime.with(end);
                    case INPUT -> new Lifetime(-1, end);
                    default -> lifetime;
                });
        lifetimes.keySet().removeIf(b -> !isScratch(program.buffers().get(b)));
        return lifetimes;
    }

    static boolean isScratch(BufferInfo info) {
        return switch (info.kind()) {
            case TEMPORARY, OUTPUT -> true;
            case INPUT -> Planner.isCopied(info.node().type());
            case VARIABLE, CONSTANT, RESULT -> false;
        };
    }
}
