// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.emit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gradwright.compiler.fuse.Split;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.kernel.Kernel;
import org.gradwright.compiler.kernel.Stmt;
import org.gradwright.compiler.plan.Dependences;
import org.gradwright.compiler.plan.MemoryPlan.ProgramPlan;

/** The kernels of one class: programs that compute the same in the same place share one method. */
final class Kernels {
    private record Key(List<KernelMethod.Parameter> parameters, List<Stmt> body, Optional<Split> split) {}

    private final Map<Key, KernelMethod> methods = new HashMap<>();
    private final Map<ProgramPlan, List<KernelMethod>> programs = new IdentityHashMap<>();
    private final Map<ProgramPlan, List<Set<Integer>>> dependences = new IdentityHashMap<>();

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

    /** The kernels of a program as methods; drivers may run the same program. */
    List<KernelMethod> of(ProgramPlan plan) {
        List<KernelMethod> known = programs.get(plan);
        if (known == null) {
            known = new ArrayList<>();
            for (Kernel kernel : plan.program().kernels()) {
                known.add(share(Addressing.place(kernel, plan, precision)));
            }
            programs.put(plan, known);
        }
        return known;
    }

    /** For each kernel of a program those that it must not overtake. */
    List<Set<Integer>> dependences(ProgramPlan plan) {
        return dependences.computeIfAbsent(plan, Dependences::of);
    }

    /** The method that does what this one does: itself, under a name that is free, or one of an earlier program. */
    private KernelMethod share(KernelMethod method) {
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
