// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.gradwright.compiler.fuse.BufferInfo;
import org.gradwright.compiler.fuse.Repeat;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.kernel.Buffer;
import org.gradwright.compiler.kernel.Kernel;
import org.gradwright.compiler.plan.MemoryPlan.ProgramPlan;

/**
 * Which earlier kernels a kernel must not overtake: those that wrote what it reads, and those that used the memory that it
 * overwrites, be it as another buffer. A turn of a loop must not overtake the turn
 * before: its first kernel waits for all of the loop. Only the latest of a chain are named: what orders each link orders the whole.
 */
public final class Dependences {
    private final ProgramPlan plan;
    private final Map<Buffer, Use> uses = new LinkedHashMap<>();
    /** Uses of scratch that no later buffer covers. */
    private final Overlaps<Use> scratch = new Overlaps<>();
    /** The kernels that check indices, since the last that changed a variable. */
    private final Set<Integer> checks = new TreeSet<>();

    /** The latest uses of a buffer. */
    private static final class Use {
        /** Null for what nothing else can lie in: inputs and what is persistent. */
        private final Overlaps.Span span;

        private int writer = -1;
        private final Set<Integer> readers = new TreeSet<>();

        Use(Overlaps.Span span) {
            this.span = span;
        }
    }

    private final Polynomials polynomials;
    private final boolean isStacked;

    private Dependences(ProgramPlan plan) {
        this.plan = plan;
        var sizes = new ArrayList<Size>();
        plan.places().values().forEach(place -> sizes.addAll(place.offset().sizes()));
        plan.program().buffers().values().forEach(b -> sizes.add(b.count()));
        polynomials = new Polynomials(sizes, List.of());
        isStacked = Planner.isStacked(plan.program());
    }

    /** For each kernel the numbers of those that it must not overtake, and for the first of a loop those of the loop. */
    public static List<Set<Integer>> of(ProgramPlan plan) {
        var dependences = new Dependences(plan);
        var all = new ArrayList<Set<Integer>>();
        for (Kernel kernel : plan.program().kernels()) {
            all.add(dependences.next(kernel, all.size()));
        }
        for (Repeat repeat : plan.program().repeats()) {
            for (int k = repeat.first(); k < repeat.end(); k++) {
                all.get(repeat.first()).add(k);
            }
        }
        return all;
    }

    private Set<Integer> next(Kernel kernel, int number) {
        var earlier = new TreeSet<Integer>();
        for (Buffer buffer : kernel.reads()) {
            Use own = use(buffer);
            overlapping(own).forEach(use -> earlier.add(use.writer));
        }
        for (Buffer buffer : kernel.writes()) {
            for (Use use : overlapping(use(buffer))) {
                earlier.add(use.writer);
                earlier.addAll(use.readers);
            }
        }
        earlier.addAll(afterChecks(kernel, number));
        kernel.reads().forEach(b -> use(b).readers.add(number));
        kernel.writes().forEach(b -> write(use(b), number));
        earlier.remove(number);
        earlier.remove(-1);
        return earlier;
    }

    /** A wrong index is found before any variable changes, as on one thread. */
    private Set<Integer> afterChecks(Kernel kernel, int number) {
        var earlier = new TreeSet<Integer>();
        if (kernel.writes().stream().anyMatch(this::isVariable)) {
            earlier.addAll(checks);
            checks.clear();
        }
        if (kernel.checksIndices()) {
            checks.add(number);
        }
        return earlier;
    }

    private boolean isVariable(Buffer buffer) {
        return info(buffer).kind() == BufferInfo.Kind.VARIABLE;
    }

    private BufferInfo info(Buffer buffer) {
        return plan.program().buffers().get(buffer);
    }

    private void write(Use use, int number) {
        use.writer = number;
        use.readers.clear();
        if (use.span != null) {
            for (Use other : scratch.overlapping(use.span)) {
                if (other != use && use.span.covers(other.span)) {
                    scratch.remove(other.span, other);
                }
            }
        }
    }

    private Use use(Buffer buffer) {
        return uses.computeIfAbsent(buffer, this::firstUse);
    }

    private Use firstUse(Buffer buffer) {
        Use use = new Use(Lifetime.isScratch(info(buffer)) ? span(buffer) : null);
        if (use.span != null) {
            scratch.add(use.span, use);
        }
        return use;
    }

    private List<Use> overlapping(Use use) {
        return use.span == null ? List.of(use) : scratch.overlapping(use.span);
    }

    private Overlaps.Span span(Buffer buffer) {
        Placement place = plan.places().get(buffer);
        Size count = info(buffer).count();
        Height begin = polynomials.height(place.offset());
        Height end = begin.plus(polynomials.atMost(count));
        if (isStacked) {
            return new Overlaps.Span(place.space(), 0, 1, begin, end);
        }
        long from = units(place.offset().sizes().get(0));
        return new Overlaps.Span(place.space(), from, from + units(count), begin, end);
    }

    /**
     * {@link Packing} places with every free size 1, where each buffer takes as many units as its size has positive terms: what is disjoint
     * then is so for all free sizes.
     */
    private static long units(Size size) {
        return size.terms().values().stream().mapToLong(c -> Math.max(0, c)).sum();
    }
}
