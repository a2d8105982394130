// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.numerics;

import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.gradwright.compiler.Compilation;
import org.gradwright.compiler.CompileOptions;
import org.gradwright.compiler.Compiler;
import org.gradwright.compiler.emit.Driver;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.graph.Rewriter;
import org.gradwright.compiler.kernel.ScalarEvaluator;
import org.gradwright.compiler.op.Constant;
import org.gradwright.compiler.op.Ops;
import org.gradwright.compiler.op.StepScalar;
import org.gradwright.compiler.scan.Bodies;
import org.gradwright.compiler.scan.ScanResult;
import org.gradwright.compiler.train.TrainingGraph;
import org.gradwright.runtime.TrainingStep;

/**
 * One training step once more, with every value looked at: forward, backward and update, as simplified, in the model's
 * precision. A class is compiled whose metrics say of each value whether all its elements are finite; a second one has as output the
 * value that is to blame.
 */
final class Trace {
    private final TrainingGraph step;
    private final List<Node> variables;
    private final Path state;
    private final Function<Driver, Object[]> arguments;
    private final List<Node> results;
    private final LoopTrace loops;

    /**
     * A step.
     *
     * @param variables of the model, those of its other train lines too
     * @param number of the step among those of its train line, from 1
     * @param state where the model was saved before it
     * @param arguments of a method, for the step's batch
     */
    Trace(TrainingGraph step, List<Node> variables, long number, Path state, Function<Driver, Object[]> arguments) {
        this.step = step;
        this.variables = variables;
        this.state = state;
        this.arguments = arguments;
        results = new Rewriter(node -> known(node, number)).apply(step.roots());
        loops = new LoopTrace(results, step.graph().precision(), this::values);
    }

    /** Rates and corrections depend on the number of steps of their train line, which a class without train lines does not count. */
    private static Node known(Node node, long number) {
        return node.operation() instanceof StepScalar scalar
                ? Ops.at(node.origin()).constant(new ScalarEvaluator(given -> number).evaluate(scalar.expr()))
                : node;
    }

    /** Where the first infinity or NaN comes from; empty when this step has none. */
    Optional<Culprit> culprit() {
        List<Node> order = Nodes.topological(results);
        Map<Node, Soundness.State> states = states(order);
        return new Soundness(order, states, node -> node.operation() instanceof Constant)
                .first(results)
                .map(node -> node.operation() instanceof ScanResult
                        ? loops.first(node, LoopPlace.OUTSIDE, states)
                        : new LoopTrace.Found(node, LoopPlace.OUTSIDE))
                .map(this::culprit);
    }

    private Node state(Node node) {
        return Soundness.state(node, Ops.axes(node), step.graph().precision());
    }

    private Map<Node, Soundness.State> states(List<Node> order) {
        var bodies = new Bodies();
        var marks = new LinkedHashMap<String, Node>();
        List<Node> looked = order.stream()
                .filter(node -> node.type().isReal() && bodies.around(node).isEmpty())
                .toList();
        for (int i = 0; i < looked.size(); i++) {
            marks.put("v" + i, state(looked.get(i)));
        }
        return run(graph(Map.of(), marks), (model, compilation) -> {
            model.evaluateWith(arguments.apply(compilation.step().evaluate()));
            var states = new IdentityHashMap<Node, Soundness.State>();
            Map<String, Double> values = model.metrics();
            for (int i = 0; i < looked.size(); i++) {
                states.put(
                        looked.get(i),
                        Soundness.State.values()[values.get("v" + i).intValue()]);
            }
            return states;
        });
    }

    private Culprit culprit(LoopTrace.Found found) {
        Node node = found.node();
        List<Node> operands =
                node.inputs().stream().filter(input -> input.type().isReal()).toList();
        var wanted = new LinkedHashMap<String, Node>();
        wanted.put("value", loops.at(node, found.place()));
        operands.forEach(operand -> wanted.put("operand" + wanted.size(), loops.at(operand, found.place())));
        boolean forward = Nodes.topological(List.of(results.get(0))).contains(node);
        return Culprit.of(found, forward, operands, values(wanted));
    }

    /** What nodes outside loops come to. */
    private Object[] values(Map<String, Node> wanted) {
        return run(
                graph(wanted, Map.of()),
                (model, compilation) ->
                        model.predictWith(arguments.apply(compilation.step().predict())));
    }

    private Graph graph(Map<String, Node> outputs, Map<String, Node> metrics) {
        Graph graph = step.graph();
        return new Graph(
                graph.name(),
                graph.precision(),
                graph.dims(),
                graph.inputs(),
                variables,
                outputs,
                metrics,
                Map.of(),
                List.of());
    }

    private <T> T run(Graph graph, BiFunction<TrainingStep, Compilation, T> use) {
        Compilation compilation = Compiler.compile(graph, CompileOptions.DEFAULT);
        try (TrainingStep model = compilation.load().create(0)) {
            model.restore(state);
            return use.apply(model, compilation);
        }
    }
}
