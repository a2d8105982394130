// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gradwright.compiler.budget.Budget;
import org.gradwright.compiler.budget.BudgetException;
import org.gradwright.compiler.budget.Need;
import org.gradwright.compiler.budget.Rematerialisation;
import org.gradwright.compiler.emit.ClassBuilder;
import org.gradwright.compiler.emit.ClassSpec;
import org.gradwright.compiler.emit.StepClass;
import org.gradwright.compiler.emit.bytecode.ClassFiles;
import org.gradwright.compiler.fuse.Fusion;
import org.gradwright.compiler.fuse.KernelProgram;
import org.gradwright.compiler.fuse.StraightLine;
import org.gradwright.compiler.fuse.WrittenCode;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.ProgramSpec;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.graph.Training;
import org.gradwright.compiler.optimise.Passes;
import org.gradwright.compiler.optimise.Specialise;
import org.gradwright.compiler.plan.Alignment;
import org.gradwright.compiler.plan.MemoryPlan;
import org.gradwright.compiler.plan.Occupation;
import org.gradwright.compiler.plan.Planner;
import org.gradwright.compiler.train.TrainingGraph;
import org.gradwright.compiler.train.Verifier;

/** The whole road from a graph to a class, as the list of its stages. */
public final class Compiler {
    /** With more outputs than this they share one program, which computes all: code would grow with their square. */
    private static final int OWN_PROGRAMS = 16;

    private Compiler() {}

    /**
     * Compiles a graph.
     *
     * @throws IllegalArgumentException when two of the model's names become one Java name, or the model is too large
     * @throws BudgetException when the class cannot be had with so little memory
     */
    public static Compilation compile(Graph graph, CompileOptions options) {
        var written = new WrittenCode();
        return compile(graph, options, spec -> kernels(spec, written));
    }

    /** As {@link #compile(Graph, CompileOptions)}, with another way from a program to kernels: to compare them. */
    public static Compilation compile(
            Graph graph, CompileOptions options, Function<ProgramSpec, KernelProgram> toKernels) {
        List<TrainingGraph> all = TrainingGraph.all(graph).stream()
                .map(t -> t.map(Passes::optimise))
                .toList();
        Verifier.verify(graph);
        all.forEach(Verifier::verify);
        List<KernelProgram> others = others(graph).stream().map(toKernels).toList();
        var fitted = options.budget().map(b -> fit(graph, all, b, toKernels, others));
        List<TrainingGraph> trainings =
                fitted.map(Rematerialisation.Fitted::steps).orElse(all);
        List<KernelProgram> kernels = kernels(graph, trainings, toKernels, others);
        List<Node> variables = variables(graph, trainings);
        MemoryPlan tight = Planner.plan(variables, graph.dims(), kernels);
        MemoryPlan plan = options.budget().isPresent() ? tight : Alignment.of(tight, graph.precision());
        StepClass step = ClassBuilder.build(spec(graph, variables, options), plan);
        return new Compilation(graph, trainings, kernels, plan, step, ClassFiles.of(step), fitted);
    }

    private static Rematerialisation.Fitted fit(
            Graph graph,
            List<TrainingGraph> trainings,
            Budget budget,
            Function<ProgramSpec, KernelProgram> toKernels,
            List<KernelProgram> others) {
        return Rematerialisation.fit(trainings, graph.precision(), budget, steps -> {
            List<KernelProgram> programs = kernels(graph, steps, toKernels, others);
            MemoryPlan plan = Planner.plan(variables(graph, steps), graph.dims(), programs);
            long occupation = programs.subList(0, steps.size()).stream()
                    .mapToLong(p -> Occupation.of(p, budget.sizes()))
                    .sum();
            return new Need(plan.bytes(graph.precision(), budget.sizes()), occupation);
        });
    }

    /** The model's own, then the slots of each training's optimisers. */
    private static List<Node> variables(Graph graph, List<TrainingGraph> trainings) {
        var variables = new ArrayList<>(graph.variables());
        int own = variables.size();
        trainings.forEach(
                t -> variables.addAll(t.variables().subList(own, t.variables().size())));
        return variables;
    }

    /** The kernels of a program: one for a small one, else one for each loop nest. */
    public static KernelProgram kernels(ProgramSpec spec) {
        return kernels(spec, new WrittenCode());
    }

    private static KernelProgram kernels(ProgramSpec spec, WrittenCode written) {
        return StraightLine.of(spec).orElseGet(() -> Fusion.fuse(spec, written));
    }

    /** The programs of the class, in the order that {@link ClassBuilder} asks for. @param others than the steps */
    private static List<KernelProgram> kernels(
            Graph graph,
            List<TrainingGraph> trainings,
            Function<ProgramSpec, KernelProgram> toKernels,
            List<KernelProgram> others) {
        return Stream.concat(steps(graph, trainings).stream().map(toKernels), others.stream())
                .toList();
    }

    private static List<ProgramSpec> steps(Graph graph, List<TrainingGraph> trainings) {
        var specs = new ArrayList<ProgramSpec>();
        List<String> losses = lossNames(graph);
        for (int i = 0; i < trainings.size(); i++) {
            TrainingGraph t = trainings.get(i);
            String name =
                    trainings.size() == 1 ? "step" : identifier(t.training().label());
            specs.add(new ProgramSpec(
                    name, results(List.of(losses.get(i)), List.of(t.loss()), t.metrics()), Map.of(), t.next()));
        }
        return specs;
    }

    /** What the class computes beside training. */
    private static List<ProgramSpec> others(Graph graph) {
        var specs = new ArrayList<ProgramSpec>();
        List<String> losses = lossNames(graph);
        Graph plain = Passes.optimise(Specialise.training(graph, false));
        List<Node> all = plain.trainings().stream().map(Training::loss).toList();
        specs.add(new ProgramSpec("evaluate", results(losses, all, plain.metrics()), Map.of(), Map.of()));
        specs.add(new ProgramSpec("predict", Map.of(), plain.outputs(), Map.of()));
        if (plain.outputs().size() > 1 && plain.outputs().size() <= OWN_PROGRAMS) {
            plain.outputs()
                    .forEach((name, node) -> specs.add(
                            new ProgramSpec("predict_" + identifier(name), Map.of(), Map.of(name, node), Map.of())));
        }
        return specs;
    }

    private static String identifier(String name) {
        return name.replaceAll("[^A-Za-z0-9_]", "_");
    }

    /** The losses go first, also one that is declared as a metric. */
    private static Map<String, Node> results(List<String> names, List<Node> losses, Map<String, Node> metrics) {
        var results = new LinkedHashMap<String, Node>();
        IntStream.range(0, names.size()).forEach(i -> results.put(names.get(i), losses.get(i)));
        results.putAll(metrics);
        return results;
    }

    /**
     * The model's own names for the losses. One without a name is {@code loss}, and where there are several trainings it is called
     * after the label, like one that shares its name with another value.
     *
     * @throws IllegalArgumentException when the label is the name of another loss or metric
     */
    public static List<String> lossNames(Graph graph) {
        if (graph.trainings().size() == 1) {
            String name = graph.trainings().get(0).loss().name();
            return List.of(name.isEmpty() ? "loss" : name);
        }
        var known = new LinkedHashMap<>(graph.metrics());
        return graph.trainings().stream().map(t -> lossName(t, known)).toList();
    }

    private static String lossName(Training training, Map<String, Node> known) {
        Node loss = training.loss();
        for (String name : List.of(loss.name(), training.label())) {
            if (!name.isEmpty() && known.getOrDefault(name, loss) == loss) {
                known.put(name, loss);
                return name;
            }
        }
        throw new IllegalArgumentException(
                "`" + training.label()
                        + "` is both a label of training, whose loss has no name, and another loss or metric: rename one of them");
    }

    private static ClassSpec spec(Graph graph, List<Node> variables, CompileOptions options) {
        var outputs = new LinkedHashMap<String, TensorType>();
        graph.outputs().forEach((name, node) -> outputs.put(name, node.type()));
        return new ClassSpec(
                options.packageName(),
                graph.name(),
                options.sourceFile().isEmpty() ? graph.name() + ".graph" : options.sourceFile(),
                graph.precision(),
                graph.dims(),
                graph.declaredInputs(),
                variables,
                lossNames(graph),
                outputs,
                graph.trainings().stream().map(Training::label).toList());
    }
}
