// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.diagnose;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.gradwright.compiler.Compilation;
import org.gradwright.compiler.CompileOptions;
import org.gradwright.compiler.Compiler;
import org.gradwright.compiler.autodiff.Gradients;
import org.gradwright.compiler.emit.Driver;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.graph.Training;
import org.gradwright.compiler.op.BroadcastTo;
import org.gradwright.compiler.op.Constant;
import org.gradwright.compiler.op.Ops;
import org.gradwright.compiler.op.Reshape;
import org.gradwright.compiler.optimise.Passes;
import org.gradwright.compiler.optimise.Specialise;
import org.gradwright.runtime.Parameter;
import org.gradwright.runtime.TrainingStep;

/**
 * Measures the layers of a network. Everything is computed by a compiled class whose outputs are the measures themselves, in
 * double precision, so that a gradient is not 0 for want of digits, and as in a training step: with dropout and the statistics
 * of the batch.
 */
public final class Probe implements AutoCloseable {
    private final Network network;
    private final List<Layer> layers = new ArrayList<>();
    private final List<Symptom> symptoms;
    private final List<Gauge> gauges = new ArrayList<>();
    private final Compilation compilation;
    private final TrainingStep model;

    /**
     * @param training one of the graph's
     * @param seed decides the first weights
     */
    public Probe(Graph graph, Training training, long seed) {
        Graph step = Specialise.training(graph.withPrecision(Precision.F64).withTraining(training), true);
        network = new Network(step, step.trainings().get(0));
        symptoms = Symptoms.of(network);
        addGauges();
        compilation = Compiler.compile(step.predicting(outputs()), CompileOptions.DEFAULT);
        model = compilation.load().create(seed);
    }

    private void addGauges() {
        gauges.add(Gauge.mean(network.loss()));
        List<Node> signals = network.layers().stream().map(Layer::signal).toList();
        List<Node> gradients = Passes.optimise(Gradients.of(network.loss(), signals));
        for (int i = 0; i < signals.size(); i++) {
            if (!isZero(gradients.get(i))) {
                addGauges(network.layers().get(i), gradients.get(i));
            }
        }
        symptoms.forEach(symptom -> gauges.add(symptom.gauge()));
    }

    private void addGauges(Layer layer, Node gradient) {
        layers.add(layer);
        gauges.add(Gauge.mean(meanSquare(layer.value())));
        gauges.add(Gauge.mean(meanSquare(gradient)));
        gauges.add(Gauge.mean(sumOfSquares(gradient)));
    }

    /** A layer that decides between cases only has no gradient, whatever its numbers are. */
    private static boolean isZero(Node gradient) {
        Node core = gradient;
        while (core.operation() instanceof BroadcastTo || core.operation() instanceof Reshape) {
            core = core.input(0);
        }
        return core.operation() instanceof Constant constant && constant.value() == 0;
    }

    private static Node meanSquare(Node x) {
        var g = Ops.at(x.origin());
        return g.mean(g.square(x), Ops.axes(x), false);
    }

    private static Node sumOfSquares(Node x) {
        var g = Ops.at(x.origin());
        return g.sum(g.square(x), Ops.axes(x), false);
    }

    private Map<String, Node> outputs() {
        var outputs = new LinkedHashMap<String, Node>();
        gauges.forEach(gauge -> outputs.put("m" + outputs.size(), gauge.node()));
        return outputs;
    }

    /** The method that is to be fed. */
    public Driver driver() {
        return compilation.step().predict();
    }

    /** The model as probed, whose weights may be set. */
    public TrainingStep model() {
        return model;
    }

    /** Takes over the weights and states of a model of the same graph. */
    public void follow(TrainingStep other) {
        for (Parameter variable : model.variables()) {
            variable.set(other.parameter(variable.path()).doubles());
        }
    }

    /**
     * Measures some batches.
     *
     * @param step how many steps the weights have seen
     * @param batches the arguments of each, valid for one call
     */
    public Reading read(long step, Iterable<Object[]> batches) {
        var measured = new double[gauges.size()][];
        int[] count = {0};
        Consumer<Object[]> take = arguments -> {
            Object[] values = model.predictWith(arguments);
            for (int i = 0; i < values.length; i++) {
                measured[i] = gauges.get(i).merge(measured[i], numbers(values[i]));
            }
            count[0]++;
        };
        batches.forEach(take);
        for (int i = 0; i < measured.length; i++) {
            gauges.get(i).finish(measured[i], count[0]);
        }
        return reading(step, measured);
    }

    private static double[] numbers(Object value) {
        return value instanceof double[] many ? many : new double[] {((Number) value).doubleValue()};
    }

    /** In the order of the gauges: the loss, three for each layer, one for each symptom. */
    private Reading reading(long step, double[][] measured) {
        var values = Arrays.asList(measured).iterator();
        double loss = values.next()[0];
        List<Norms> norms = layers.stream()
                .map(layer -> new Norms(layer, root(values.next()), root(values.next()), root(values.next())))
                .toList();
        var findings = new ArrayList<Finding>(Numerics.findings(norms));
        if (findings.isEmpty()) {
            findings.addAll(GradientFlow.findings(network, norms));
            symptoms.forEach(symptom -> symptom.find(values.next()).ifPresent(findings::add));
        }
        return new Reading(step, loss, norms, findings);
    }

    private static double root(double[] square) {
        return Math.sqrt(square[0]);
    }

    @Override
    public void close() {
        model.close();
    }
}
