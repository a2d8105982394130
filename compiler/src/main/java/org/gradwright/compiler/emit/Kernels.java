// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.emit;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gradwright.compiler.fuse.Split;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.kernel.Kernel;
import org.gradwright.compiler.kernel.Stmt;
import org.gradwright.compiler.plan.MemoryPlan.ProgramPlan;

/** The kernels of one class: programs that compute the same in the same place share one method. */
final class Kernels {
    private record Key(List<KernelMethod.Parameter> parameters, List<Stmt> body, Optional<Split> split) {}

    private final Map<Key, KernelMethod> methods = new HashMap<>();

    private final Set<String> names;
    private int crews;

    private final Precision precision;

    /** @param reserved what the class calls its public methods */
    Kernels(Collection<String> reserved, Precision precision) {
        this.precision = precision;
        names = new HashSet<>(reserved);
    }

    /** The next number of a program that several threads can run. */
    int crew() {
        return crews++;
    }

    /** A kernel as a method. */
    KernelMethod place(Kernel kernel, ProgramPlan plan) {
        return Addressing.place(kernel, plan, precision);
    }

    /** The method that does what this one does: itself, under a name that is free, or one of an earlier program. */
    KernelMethod share(KernelMethod method) {
        return methods.computeIfAbsent(
                new Key(method.parameters(), method.body(), method.split()),
                key -> Functions.writtenOut(method, precision).withName(free(method.name())));
    }

    /** Names of different programs can meet: {@code max} of {@code predict_y} and {@code y_max} of {@code predict}. */
    String free(String wish) {
        String free = wish;
        for (int count = 2; !names.add(free); count++) {
            free = wish + "_" + count;
        }
        return free;
    }
}
