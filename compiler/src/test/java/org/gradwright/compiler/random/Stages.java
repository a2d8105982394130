// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.random;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.gradwright.compiler.Compiler;
import org.gradwright.compiler.emit.ClassBuilder;
import org.gradwright.compiler.emit.ClassSpec;
import org.gradwright.compiler.emit.StepClass;
import org.gradwright.compiler.fuse.Fusion;
import org.gradwright.compiler.fuse.KernelProgram;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.ProgramSpec;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.graph.Training;
import org.gradwright.compiler.op.CustomGradient;
import org.gradwright.compiler.optimise.Specialise;
import org.gradwright.compiler.plan.MemoryPlan;
import org.gradwright.compiler.plan.Planner;
import org.gradwright.compiler.train.TrainingGraph;

/** The compiler without its optimiser, with a memory plan of the test's choice. */
final class Stages {
    private Stages() {}

    static StepClass unoptimised(Graph graph, UnaryOperator<MemoryPlan> replan) {
        var specs = new ArrayList<ProgramSpec>();
        List<Node> variables = graph.variables();
        if (!graph.trainings().isEmpty()) {
            TrainingGraph training = TrainingGraph.of(graph).map(CustomGradient::strip);
            variables = training.variables();
            specs.add(new ProgramSpec(
                    "step", results(graph, training.loss(), training.metrics()), Map.of(), training.next()));
        }
        Graph plain = Specialise.training(graph, false);
        Node loss = plain.trainings().stream().map(Training::loss).findFirst().orElse(null);
        specs.add(new ProgramSpec("evaluate", results(graph, loss, plain.metrics()), Map.of(), Map.of()));
        specs.add(new ProgramSpec("predict", Map.of(), plain.outputs(), Map.of()));
        if (plain.outputs().size() > 1) {
            plain.outputs()
                    .forEach((name, node) -> specs.add(
                            new ProgramSpec("predict_" + specs.size(), Map.of(), Map.of(name, node), Map.of())));
        }
        List<KernelProgram> programs = specs.stream().map(Fusion::fuse).toList();
        return ClassBuilder.build(
                spec(graph, variables), replan.apply(Planner.plan(variables, graph.dims(), programs)));
    }

    private static Map<String, Node> results(Graph graph, Node loss, Map<String, Node> metrics) {
        var results = new LinkedHashMap<String, Node>();
        Compiler.lossNames(graph).forEach(name -> results.put(name, loss));
        results.putAll(metrics);
        return results;
    }

    private static ClassSpec spec(Graph graph, List<Node> variables) {
        var outputs = new LinkedHashMap<String, TensorType>();
        graph.outputs().forEach((name, node) -> outputs.put(name, node.type()));
        return new ClassSpec(
                "",
                graph.name(),
                "random.graph",
                graph.precision(),
                graph.dims(),
                graph.declaredInputs(),
                variables,
                Compiler.lossNames(graph),
                outputs,
                graph.trainings().stream().map(Training::label).toList());
    }
}
