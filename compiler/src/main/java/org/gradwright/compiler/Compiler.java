// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.gradwright.compiler.emit.ClassBuilder;
import org.gradwright.compiler.emit.ClassSpec;
import org.gradwright.compiler.emit.StepClass;
import org.gradwright.compiler.emit.bytecode.BytecodeEmitter;
import org.gradwright.compiler.fuse.Fusion;
import org.gradwright.compiler.fuse.KernelProgram;
import org.gradwright.compiler.fuse.ProgramSpec;
import org.gradwright.compiler.fuse.StraightLine;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Input;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.graph.Training;
import org.gradwright.compiler.optimise.Passes;
import org.gradwright.compiler.optimise.Specialise;
import org.gradwright.compiler.plan.MemoryPlan;
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
     */
    public static Compilation compile(Graph graph, CompileOptions options) {
        return compile(graph, options, Compiler::kernels);
    }

    /** As {@link #compile(Graph, CompileOptions)}, with another way from a program to kernels: to compare them. */
    public static Compilation compile(
            Graph graph, CompileOptions options, Function<ProgramSpec, KernelProgram> toKernels) {
        Optional<TrainingGraph> training =
                graph.training().map(t -> TrainingGraph.of(graph).map(Passes::optimise));
        Verifier.verify(graph);
        training.ifPresent(Verifier::verify);
        List<ProgramSpec> specs = programs(graph, training);
        List<KernelProgram> kernels = specs.stream().map(toKernels).toList();
        List<Node> variables = training.map(TrainingGraph::variables).orElse(graph.variables());
        MemoryPlan plan = Planner.plan(variables, graph.dims(), kernels);
        StepClass step = ClassBuilder.build(spec(graph, variables, options), plan);
        return new Compilation(graph, training, kernels, plan, step, BytecodeEmitter.emitAll(step));
    }

    /** The kernels of a program: one for a small one, else one for each loop nest. */
    public static KernelProgram kernels(ProgramSpec spec) {
        return StraightLine.of(spec).orElseGet(() -> Fusion.fuse(spec));
    }

    /** The programs of the class, in the order that {@link ClassBuilder} asks for. */
    private static List<ProgramSpec> programs(Graph graph, Optional<TrainingGraph> training) {
        var specs = new ArrayList<ProgramSpec>();
        training.ifPresent(
                t -> specs.add(new ProgramSpec("step", results(graph, t.loss(), t.metrics()), Map.of(), t.next())));
        Graph plain = Passes.optimise(Specialise.training(graph, false));
        Node loss = plain.training().map(Training::loss).orElse(null);
        specs.add(new ProgramSpec("evaluate", results(graph, loss, plain.metrics()), Map.of(), Map.of()));
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

    /** The loss goes first, unless it is declared as a metric: then it keeps its place among them. */
    private static Map<String, Node> results(Graph graph, Node loss, Map<String, Node> metrics) {
        var results = new LinkedHashMap<String, Node>();
        lossName(graph).ifPresent(name -> results.put(name, loss));
        results.putAll(metrics);
        return results;
    }

    /** The model's own name for the loss, or {@code loss}. */
    public static Optional<String> lossName(Graph graph) {
        return graph.training()
                .map(t -> t.loss().name().isEmpty() ? "loss" : t.loss().name());
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
                graph.inputs().stream().map(n -> (Input) n.operation()).toList(),
                variables,
                lossName(graph),
                outputs,
                graph.training().map(Training::label).orElse("step"));
    }
}
