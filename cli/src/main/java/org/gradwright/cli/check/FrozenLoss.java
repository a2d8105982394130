// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradwright.cli.trial.TrialInputs;
import org.gradwright.compiler.Compilation;
import org.gradwright.compiler.CompileOptions;
import org.gradwright.compiler.Compiler;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Input;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.graph.Rewriter;
import org.gradwright.compiler.graph.Training;
import org.gradwright.compiler.op.StopGradient;
import org.gradwright.compiler.scan.Histories;
import org.gradwright.runtime.Parameter;
import org.gradwright.runtime.TrainingStep;

/**
 * The loss as a function of the parameters, where the operands of {@code stop_gradient} keep the values that they have at the
 * start: their change is what the gradient leaves out on purpose. They become inputs of a second graph, which also has them
 * as outputs.
 */
final class FrozenLoss implements AutoCloseable {
    private final Compilation compilation;
    private final TrainingStep model;
    private final TrialInputs trial;
    private Object[] arguments;

    /** @param graph whose loss is meant, with training decided */
    FrozenLoss(Graph graph, Map<String, Integer> sizes, long seed) {
        Graph frozen = frozen(graph);
        this.compilation = Compiler.compile(frozen, CompileOptions.DEFAULT);
        this.trial = new TrialInputs(frozen, sizes);
        this.model = compilation.load().create(seed);
    }

    private static Graph frozen(Graph graph) {
        Training training = graph.trainings().get(0);
        var inputs = new ArrayList<>(graph.inputs());
        var operands = new LinkedHashMap<String, Node>();
        var rewriter = new Rewriter(node -> node);
        var histories = new Histories(List.of(training.loss()));
        for (Node node : Nodes.topological(List.of(training.loss()))) {
            if (node.operation() instanceof StopGradient) {
                String name = "value_at_start_" + operands.size();
                Node values = histories.of(node.input(0));
                operands.put(name, values);
                Node input = Node.of(new Input(name, values.type()), node.origin(), List.of());
                inputs.add(input);
                rewriter.keep(node, histories.in(node, input));
            }
        }
        Node loss = rewriter.apply(training.loss());
        return new Graph(
                graph.name(),
                graph.precision(),
                graph.dims(),
                inputs,
                graph.variables(),
                operands,
                Map.of(),
                Map.of(),
                Optional.of(training.withLoss(loss)));
    }

    /** Takes over the parameters and computes the values that are kept. */
    void start(List<Parameter> parameters, Object[] inputs) {
        parameters.forEach(p -> parameter(p.path()).set(p.doubles()));
        int frozen = compilation.graph().outputs().size();
        Object[] values = java.util.Arrays.copyOf(inputs, inputs.length + frozen);
        if (frozen > 0) {
            Object[] outputs =
                    model.predictWith(trial.arguments(compilation.step().predict(), values));
            System.arraycopy(outputs, 0, values, inputs.length, frozen);
        }
        arguments = trial.arguments(compilation.step().evaluate(), values);
    }

    Parameter parameter(String path) {
        return model.parameter(path);
    }

    /** The loss for the parameters as they are now. */
    double value() {
        return model.evaluateWith(arguments);
    }

    @Override
    public void close() {
        model.close();
    }
}
