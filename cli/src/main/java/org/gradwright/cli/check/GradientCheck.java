// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.gradwright.cli.CommandException;
import org.gradwright.cli.trial.TrialInputs;
import org.gradwright.cli.trial.TrialSizes;
import org.gradwright.compiler.Compilation;
import org.gradwright.compiler.CompileOptions;
import org.gradwright.compiler.Compiler;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.graph.Optimiser;
import org.gradwright.compiler.graph.Training;
import org.gradwright.compiler.graph.Variable;
import org.gradwright.compiler.op.CustomGradient;
import org.gradwright.compiler.optimise.Specialise;
import org.gradwright.compiler.train.Optimisers;
import org.gradwright.runtime.Parameter;
import org.gradwright.runtime.TrainingStep;

/**
 * Checks the gradient of each parameter through the compiled class in float64. One step of gradient descent with rate 1
 * tells the whole gradient: it is the difference that the step makes. The loss to compare with is that of the first training
 * step, with its random numbers.
 */
public final class GradientCheck {
    /** The largest relative error that passes. */
    public static final double TOLERANCE = 1e-5;

    /** Moves parameters away from where they start: zeros there would hide faults. */
    private static final double NUDGE = 0.05;

    /** Elements this much smaller than the largest of their tensor are compared absolutely. */
    private static final double SMALL = 1e-4;

    private final Graph graph;
    private final Map<String, Integer> sizes;
    private final Set<String> custom;
    private final int samples;
    private final long seed;

    private GradientCheck(Graph graph, int samples, long seed) {
        this.graph = graph;
        this.sizes = TrialSizes.of(graph.dims());
        this.custom = belowCustomGradients(graph);
        this.samples = samples;
        this.seed = seed;
    }

    /**
     * One tensor's outcome.
     *
     * @param elements how many there are
     * @param checked how many of them were checked
     * @param error the largest relative error; not a number when the loss was none
     * @param ownGradient whether the tensor reaches the loss through a def with its own gradient
     */
    public record Outcome(String name, String shape, int elements, int checked, double error, boolean ownGradient) {
        /** Whether the gradient is the loss's. */
        public boolean agrees() {
            return error <= TOLERANCE;
        }

        /** Whether there is nothing to mend: who writes a {@code gradient} body wants another gradient than the loss's. */
        public boolean passed() {
            return agrees() || ownGradient && !Double.isNaN(error);
        }
    }

    /**
     * Checks a graph with one training.
     *
     * @param samples how many elements of each tensor are checked at most
     * @throws CommandException when the loss is not a number for any inputs tried
     */
    public static List<Outcome> run(Graph graph, int samples, long seed) {
        return new GradientCheck(gradientDescent(graph), samples, seed).run();
    }

    /** The loss alone, as in training, with an update that shows the gradient. */
    private static Graph gradientDescent(Graph graph) {
        Graph training = Specialise.training(graph, true);
        Optimiser rateOne = Optimisers.create("sgd", Map.of("lr", 1));
        var optimisers = new LinkedHashMap<String, Optimiser>();
        for (Node parameter : training.parameters()) {
            optimisers.put(Graph.variable(parameter).path(), rateOne);
        }
        Training only = Training.of(training.trainings().get(0).loss(), optimisers);
        return new Graph(
                graph.name(),
                graph.precision(),
                graph.dims(),
                training.inputs(),
                training.variables(),
                Map.of(),
                Map.of(),
                Map.of(),
                Optional.of(only));
    }

    private List<Outcome> run() {
        var random = new Random(seed);
        Compilation compilation = Compiler.compile(graph, CompileOptions.DEFAULT);
        var inputs = new TrialInputs(graph, sizes);
        try (TrainingStep model = compilation.load().create(seed);
                FrozenLoss loss = new FrozenLoss(graph, sizes, seed)) {
            model.parameters().forEach(p -> nudge(p, random));
            Object[] values = usable(inputs, loss, model, random);
            Map<String, double[]> gradients =
                    gradients(model, inputs.arguments(compilation.step().steps().get(0), values));
            var outcomes = new ArrayList<Outcome>();
            gradients.forEach((path, gradient) -> outcomes.add(check(loss, path, gradient, random)));
            return outcomes;
        }
    }

    private static void nudge(Parameter parameter, Random random) {
        for (int i = 0; i < parameter.size(); i++) {
            parameter.set(i, parameter.get(i) + NUDGE * (2 * random.nextDouble() - 1));
        }
    }

    private Object[] usable(TrialInputs inputs, FrozenLoss loss, TrainingStep model, Random random) {
        for (TrialInputs.Draw draw : TrialInputs.Draw.values()) {
            Object[] values = inputs.values(draw, random);
            loss.start(model.parameters(), values);
            if (Double.isFinite(loss.value())) {
                return values;
            }
        }
        throw new CommandException("the loss is not a number for random inputs, neither normal ones nor those between"
                + " 0.1 and 0.9; look for log, sqrt or a division of what may be 0 or negative");
    }

    private static Map<String, double[]> gradients(TrainingStep model, Object[] arguments) {
        var before = new LinkedHashMap<String, double[]>();
        model.parameters().forEach(p -> before.put(p.path(), p.doubles()));
        model.stepWith(arguments);
        for (Parameter parameter : model.parameters()) {
            double[] gradient = before.get(parameter.path());
            double[] after = parameter.doubles();
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] -= after[i];
            }
        }
        return before;
    }

    private Outcome check(FrozenLoss loss, String path, double[] gradient, Random random) {
        Parameter parameter = loss.parameter(path);
        double largest = DoubleStream.of(gradient).map(Math::abs).max().orElse(0);
        double worst = 0;
        int[] chosen = chosen(gradient, random);
        for (int i : chosen) {
            double error = error(loss, parameter, i, gradient[i], floor(largest));
            worst = Double.isNaN(error) || error > worst ? error : worst;
        }
        String shape = Arrays.toString(parameter.shape());
        return new Outcome(path, shape, gradient.length, chosen.length, worst, custom.contains(path));
    }

    /** The parameters below a def with its own gradient. */
    private static Set<String> belowCustomGradients(Graph graph) {
        List<Node> roots = graph.nodes().stream()
                .filter(n -> n.operation() instanceof CustomGradient)
                .toList();
        return Nodes.topological(roots).stream()
                .filter(n -> n.operation() instanceof Variable)
                .map(n -> Graph.variable(n).path())
                .collect(Collectors.toSet());
    }

    private static double error(FrozenLoss loss, Parameter parameter, int element, double claimed, double floor) {
        double at = parameter.get(element);
        DoubleUnaryOperator function = value -> {
            parameter.set(element, value);
            return loss.value();
        };
        double error = new Slope(function, at, floor).error(claimed, TOLERANCE);
        parameter.set(element, at);
        return error;
    }

    private static double floor(double largest) {
        return Math.max(SMALL * largest, 1e-8);
    }

    /** All elements of a small tensor; of a large one that with the largest gradient and others by lot. */
    private int[] chosen(double[] gradient, Random random) {
        if (gradient.length <= samples) {
            return IntStream.range(0, gradient.length).toArray();
        }
        int largest = IntStream.range(0, gradient.length)
                .reduce(0, (a, b) -> Math.abs(gradient[b]) > Math.abs(gradient[a]) ? b : a);
        return IntStream.concat(IntStream.of(largest), random.ints(0, gradient.length))
                .distinct()
                .limit(samples)
                .toArray();
    }
}
