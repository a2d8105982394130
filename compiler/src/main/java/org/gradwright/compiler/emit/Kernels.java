// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.emit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.gradwright.compiler.fuse.Split;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.kernel.Buffer;
import org.gradwright.compiler.kernel.Code;
import org.gradwright.compiler.kernel.Kernel;
import org.gradwright.compiler.kernel.Stmt;
import org.gradwright.compiler.plan.Dependences;
import org.gradwright.compiler.plan.MemoryPlan.ProgramPlan;
import org.gradwright.compiler.plan.Placement;

/** The kernels of one class: programs that compute the same in the same place share one method. */
final class Kernels {
    private record Key(List<KernelMethod.Parameter> parameters, List<Stmt> body, Optional<Split> split) {}

    /** From so many kernels on that compute the same, they share a method, which is told where their tensors are. */
    private static final int LEAST_SHARED = 8;

    /** As {@link #LEAST_SHARED}, where there are vectors: C2 takes as long for each of their methods as for ten plain ones. */
    private static final int LEAST_SHARED_OF_VECTORS = 2;

    /** Kernels of the same code whose buffers are in the same arrays. */
    private record Likes(Code code, List<Placement.Space> spaces, Optional<Split> split) {
        static Likes of(Kernel kernel, ProgramPlan plan) {
            var spaces = kernel.code().buffers().stream()
                    .map(b -> plan.places().get(kernel.buffer(b)).space())
                    .toList();
            return new Likes(
                    kernel.code(),
                    spaces,
                    Optional.ofNullable(plan.program().splits().get(kernel.name())));
        }
    }

    /** Kernels of the same code whose buffers are in the same places: they are one method. @param inputs names, in order */
    private record Placed(Code code, List<Placement> places, List<String> inputs, Optional<Split> split) {
        static Placed of(Kernel kernel, ProgramPlan plan) {
            var places = new ArrayList<Placement>();
            var inputs = new ArrayList<String>();
            for (Buffer ofCode : kernel.code().buffers()) {
                Buffer buffer = kernel.buffer(ofCode);
                Placement place = plan.places().get(buffer);
                places.add(place);
                if (place.space() == Placement.Space.INPUT) {
                    inputs.add(buffer.name());
                }
            }
            Optional<Split> split = Optional.ofNullable(plan.program().splits().get(kernel.name()));
            return new Placed(kernel.code(), places, inputs, split);
        }
    }

    /** A method for several kernels. @param first of them, whose inputs it names @param table of the first's places */
    private record Told(Kernel first, PlaceTable table, KernelMethod method) {
        UnaryOperator<String> arrays(Kernel other, PlaceTable ofOther) {
            var arrays = new HashMap<String, String>();
            first.code()
                    .buffers()
                    .forEach(b ->
                            arrays.put(first.buffer(b).name(), other.buffer(b).name()));
            arrays.put(table.source(), ofOther.source());
            return arrays::get;
        }
    }

    private final Map<Placed, KernelMethod> placed = new HashMap<>();
    private final Map<Likes, Told> told = new HashMap<>();
    private final Map<ProgramPlan, PlaceTable> tables = new IdentityHashMap<>();
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
            Map<Likes, Long> uses = plan.program().kernels().stream()
                    .collect(Collectors.groupingBy(k -> Likes.of(k, plan), Collectors.counting()));
            for (Kernel kernel : plan.program().kernels()) {
                known.add(
                        isShared(kernel, uses.get(Likes.of(kernel, plan)))
                                ? shared(kernel, plan)
                                : placed(kernel, plan));
            }
            programs.put(plan, known);
        }
        return known;
    }

    private static boolean isShared(Kernel kernel, long uses) {
        int least = kernel.vectorForm().isEmpty() ? LEAST_SHARED : LEAST_SHARED_OF_VECTORS;
        return uses >= least && !kernel.checksIndices();
    }

    private KernelMethod placed(Kernel kernel, ProgramPlan plan) {
        Placed key = Placed.of(kernel, plan);
        KernelMethod known = placed.get(key);
        if (known == null) {
            known = share(Addressing.place(kernel, plan, precision, Optional.empty()));
            placed.put(key, known);
        }
        return known;
    }

    private KernelMethod shared(Kernel kernel, ProgramPlan plan) {
        PlaceTable table = tables.computeIfAbsent(plan, p -> new PlaceTable(tables.size()));
        Likes likes = Likes.of(kernel, plan);
        Told told = this.told.computeIfAbsent(
                likes,
                l -> new Told(kernel, table, share(Addressing.place(kernel, plan, precision, Optional.of(table)))));
        return told.method().at(Addressing.AT + table.add(kernel, plan), told.arrays(kernel, table));
    }

    /** The tables of places, by number. */
    List<List<String>> places() {
        return tables.values().stream()
                .sorted(Comparator.comparing(PlaceTable::number))
                .map(PlaceTable::places)
                .toList();
    }

    /** The number of a program's table of places, if it has one. */
    Optional<Integer> table(ProgramPlan plan) {
        return Optional.ofNullable(tables.get(plan)).map(PlaceTable::number);
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
