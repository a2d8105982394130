// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.emit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.gradwright.compiler.fuse.BufferInfo;
import org.gradwright.compiler.fuse.Repeat;
import org.gradwright.compiler.graph.Dim;
import org.gradwright.compiler.graph.Input;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.kernel.Buffer;
import org.gradwright.compiler.kernel.Expr.Given;
import org.gradwright.compiler.kernel.Givens;
import org.gradwright.compiler.kernel.Scalar;
import org.gradwright.compiler.plan.MemoryPlan.ProgramPlan;
import org.gradwright.compiler.plan.Placement;
import org.gradwright.compiler.plan.Planner;

/** From a planned program to the driver that checks its inputs, finds its sizes and runs its kernels. */
public final class Assembly {
    /** More kernels than this in one driver and it is cut into parts, each well below the JIT's limit. */
    private static final int LONGEST = 100;

    /** From so many parts on they become longer, up to this many kernels. */
    private static final int PARTS = 200;

    private static final int MOST = 3 * LONGEST;

    private final ProgramPlan plan;
    private final List<Action> actions = new ArrayList<>();
    private final List<Dim> dims;
    private final List<Input> inputs;
    private final Set<Given> givens;
    private final SizeSolver sizes;
    private final Kernels shared;
    private int parts;

    private Assembly(ProgramPlan plan, List<Dim> dims, List<Input> inputs, Kernels shared) {
        this.plan = plan;
        this.shared = shared;
        this.dims = dims;
        this.inputs = inputs;
        this.givens = givens(plan);
        this.sizes = SizeSolver.solve(inputs, dims, neededSizes());
    }

    /**
     * A driver.
     *
     * @param inputs that the method takes, in order of declaration; at least those that the program reads
     * @param result what the method returns; offsets of tensors are filled in by {@link #tensor}
     * @param shared the kernels of the class so far
     */
    public static Driver driver(
            String name,
            String javadoc,
            ProgramPlan plan,
            List<Dim> dims,
            List<Input> inputs,
            boolean counts,
            Driver.Result result,
            Kernels shared) {
        var assembly = new Assembly(plan, dims, inputs, shared);
        assembly.prologue();
        assembly.kernels();
        if (counts) {
            assembly.actions.add(new Action.Done());
        }
        return new Driver(name, javadoc, assembly.sizes.explicit(), inputs, assembly.actions, result);
    }

    /** The result that is an output of the program. */
    public static Driver.Result.Tensor tensor(ProgramPlan plan, String name, TensorType type) {
        Placement place = plan.places().get(plan.program().outputs().get(name));
        return new Driver.Result.Tensor(name, type, place.space() == Placement.Space.REALS, place.offset());
    }

    /** The inputs that a program reads. */
    public static Set<String> inputsOf(ProgramPlan plan) {
        var paths = new LinkedHashSet<String>();
        for (BufferInfo info : plan.program().buffers().values()) {
            if (info.kind() == BufferInfo.Kind.INPUT) {
                paths.add(info.path());
            }
        }
        return paths;
    }

    private Set<String> neededSizes() {
        var needed = new LinkedHashSet<String>(plan.reals().freeNames());
        needed.addAll(plan.ints().freeNames());
        givens.stream().filter(Givens::isSize).forEach(g -> needed.add(g.name()));
        plan.program().splits().values().forEach(split -> {
            needed.addAll(split.extent().freeNames());
            needed.addAll(split.plain().freeNames());
        });
        plan.program().repeats().forEach(r -> needed.addAll(r.turns().freeNames()));
        plan.program()
                .outputs()
                .values()
                .forEach(b -> needed.addAll(
                        plan.program().buffers().get(b).node().shape().count().freeNames()));
        return needed;
    }

    private static Set<Given> givens(ProgramPlan plan) {
        var givens = new LinkedHashSet<Given>();
        plan.program().kernels().forEach(k -> givens.addAll(k.givens()));
        return givens;
    }

    private void prologue() {
        actions.addAll(sizes.actions());
        actions.add(new Action.Reserve(plan.reals(), plan.ints()));
        for (Map.Entry<Buffer, BufferInfo> entry : plan.program().buffers().entrySet()) {
            BufferInfo info = entry.getValue();
            if (info.kind() == BufferInfo.Kind.INPUT
                    && Planner.isCopied(info.node().type())) {
                Input input = (Input) info.node().operation();
                actions.add(
                        new Action.Copy(input, plan.places().get(entry.getKey()).offset()));
            }
        }
        givens.stream()
                .filter(Givens::isKey)
                .forEach(g -> actions.add(new Action.Key(Addressing.source(g), Givens.stream(g))));
        if (givens.stream().anyMatch(Givens::isStep)) {
            actions.add(new Action.StepNumber(Addressing.source(Givens.step())));
        }
    }

    private void kernels() {
        List<KernelMethod> methods = shared.of(plan);
        if (methods.stream().anyMatch(m -> m.products().isPresent())) {
            actions.add(new Action.Products(Addressing.PRODUCTS));
        }
        shared.table(plan).ifPresent(t -> actions.add(new Action.Table(Addressing.PLACES + t, t, placesOfSizes())));
        boolean tooMany = weight(methods) > StepClass.MOST_IN_ONE;
        if (plan.program().splits().isEmpty() || tooMany) {
            runs(methods);
        } else {
            actions.add(new Action.Together(crew(methods)));
            runs(methods);
            actions.add(new Action.Apart());
        }
    }

    /** What the methods are in a class: each method once, and each call. */
    private static int weight(List<KernelMethod> methods) {
        var names = new HashSet<String>();
        return methods.stream()
                .mapToInt(m -> names.add(m.name()) ? m.weight() : 1)
                .sum();
    }

    private Map<String, Integer> placesOfSizes() {
        var places = new LinkedHashMap<String, Integer>();
        Set<String> needed = neededSizes();
        for (Dim dim : dims) {
            if (needed.contains(dim.name())) {
                places.put(dim.name(), dims.indexOf(dim));
            }
        }
        return places;
    }

    private Crew crew(List<KernelMethod> methods) {
        var arrays = new LinkedHashMap<String, Integer>();
        for (Input input : inputs) {
            if (!Planner.isCopied(input.type())) {
                arrays.put(input.path(), inputs.indexOf(input));
            }
        }
        var work = new ArrayList<String>();
        List<Set<Integer>> after = shared.dependences(plan);
        methods.forEach(m -> work.add(Crew.work(m, after.get(work.size()))));
        return new Crew(shared.crew(), arrays, placesOfSizes(), work, members(methods));
    }

    private static Predicate<Repeat> within(int from, int to) {
        return r -> from <= r.first() && r.end() <= to;
    }

    private List<Crew.Member> members(List<KernelMethod> methods) {
        var members = new ArrayList<Crew.Member>();
        int from = 0;
        for (List<KernelMethod> some : cut(methods, LONGEST / 2, plan.program().repeats())) {
            String name = shared.free(plan.program().name() + "_member");
            int to = from + some.size();
            List<Repeat> repeats =
                    plan.program().repeats().stream().filter(within(from, to)).toList();
            members.add(new Crew.Member(name, from, some, repeats));
            from = to;
        }
        return members;
    }

    private void runs(List<KernelMethod> methods) {
        boolean whole = methods.stream().mapToInt(KernelMethod::weight).sum() <= LONGEST;
        int from = 0;
        for (int k = 0; k <= methods.size(); k++) {
            if (isBoundary(k)) {
                run(methods.subList(from, k), whole);
                from = k;
                loops(k);
            }
        }
        run(methods.subList(from, methods.size()), whole);
    }

    /** Whether a loop begins or ends before a kernel. */
    private boolean isBoundary(int kernel) {
        return plan.program().repeats().stream().anyMatch(r -> r.first() == kernel || r.end() == kernel);
    }

    private void loops(int kernel) {
        List<Repeat> repeats = plan.program().repeats();
        Repeat.ending(repeats, kernel).forEach(r -> actions.add(Action.Again.of(r)));
        Repeat.beginning(repeats, kernel).forEach(r -> actions.add(Action.Turns.of(r)));
    }

    private void run(List<KernelMethod> methods, boolean whole) {
        if (whole) {
            methods.forEach(m -> actions.add(new Action.Run(m)));
            return;
        }
        int all = methods.stream().mapToInt(KernelMethod::weight).sum();
        int longest = Math.max(LONGEST, Math.min(MOST, all / PARTS));
        for (List<KernelMethod> some : cut(methods, longest, List.of())) {
            actions.add(new Action.RunPart(part(parts++, some)));
        }
    }

    /** Pieces of at most so many calls, unless a loop has more. */
    private static List<List<KernelMethod>> cut(List<KernelMethod> methods, int longest, List<Repeat> loops) {
        var pieces = new ArrayList<List<KernelMethod>>();
        int from = 0;
        while (from < methods.size()) {
            int to = from;
            for (int calls = 0;
                    to < methods.size()
                            && (to == from
                                    || isInside(to, loops)
                                    || calls + methods.get(to).weight() <= longest);
                    to++) {
                calls += methods.get(to).weight();
            }
            pieces.add(methods.subList(from, to));
            from = to;
        }
        return pieces;
    }

    /** Whether a loop goes on with a kernel. */
    private static boolean isInside(int kernel, List<Repeat> loops) {
        return loops.stream().anyMatch(r -> r.first() < kernel && r.contains(kernel));
    }

    private static KernelMethod.Parameter size(String name) {
        return new KernelMethod.Parameter(name, Scalar.INT, false, name);
    }

    private Action.Part part(int number, List<KernelMethod> methods) {
        var parameters = new LinkedHashMap<String, KernelMethod.Parameter>();
        var names = new Names();
        for (KernelMethod method : methods) {
            var all = new ArrayList<>(method.parameters());
            method.vectorForm().forEach(v -> all.addAll(v.parameters()));
            method.split().ifPresent(s -> s.extent().freeNames().forEach(n -> all.add(size(n))));
            for (KernelMethod.Parameter p : all) {
                if (!p.isPart() && !p.isNumber()) {
                    parameters.computeIfAbsent(
                            p.source(), s -> new KernelMethod.Parameter(names.of(s, s), p.type(), p.array(), s));
                }
            }
        }
        String name = shared.free(plan.program().name() + "_part" + (number + 1));
        return new Action.Part(name, List.copyOf(parameters.values()), List.copyOf(methods));
    }
}
