// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.diagnose;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.gradwright.compiler.Compilation;
import org.gradwright.compiler.CompileOptions;
import org.gradwright.compiler.Compiler;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.runtime.TrainingStep;

/** Probes each loss of a model, at its start or in the course of some steps of training. */
public final class Diagnosis {
    /** Moments of a run at which it is measured, beside its start. */
    private static final int MOMENTS = 10;

    private final Graph graph;
    private final ProbeData data;
    private final long seed;
    private final Path weights;

    /** @param weights a file with weights; null for the first weights of the seed */
    public Diagnosis(Graph graph, ProbeData data, long seed, Path weights) {
        this.graph = graph;
        this.data = data;
        this.seed = seed;
        this.weights = weights;
    }

    /**
     * One course for each loss of the model. A run ends early where the numbers end.
     *
     * @param steps how many steps are trained; 0 for a single reading
     */
    public List<Course> courses(int steps) {
        List<Probe> probes = graph.trainings().stream()
                .map(training -> new Probe(graph, training, seed))
                .toList();
        try {
            return steps == 0 ? single(probes) : run(probes, steps);
        } finally {
            probes.forEach(Probe::close);
        }
    }

    private List<Course> single(List<Probe> probes) {
        if (weights != null) {
            probes.forEach(probe -> probe.model().restoreParameters(weights));
        }
        return courses(probes.stream().map(probe -> List.of(read(probe, 0))).toList());
    }

    private Reading read(Probe probe, long step) {
        return probe.read(step, data.probe(probe.driver()));
    }

    private List<Course> courses(List<List<Reading>> readings) {
        List<String> losses = Compiler.lossNames(graph);
        return IntStream.range(0, losses.size())
                .mapToObj(i -> new Course(losses.get(i), readings.get(i)))
                .toList();
    }

    private List<Course> run(List<Probe> probes, int steps) {
        Compilation compilation = Compiler.compile(graph, CompileOptions.DEFAULT);
        List<List<Reading>> readings = new ArrayList<>();
        probes.forEach(probe -> readings.add(new ArrayList<>()));
        try (TrainingStep model = compilation.load().create(seed)) {
            if (weights != null) {
                model.restoreParameters(weights);
            }
            Iterator<Object[]> batches = data.batches(compilation.step().steps().get(0));
            int every = Math.max(1, steps / MOMENTS);
            boolean goesOn = measure(probes, model, 0, readings);
            for (int step = 1; goesOn && step <= steps; step++) {
                train(model, batches.next());
                if (step % every == 0 || step == steps) {
                    goesOn = measure(probes, model, step, readings);
                }
            }
        }
        return courses(readings);
    }

    private static void train(TrainingStep model, Object[] batch) {
        model.description().steps().forEach(label -> model.stepOf(label, batch));
    }

    /** @return whether all numbers are finite */
    private boolean measure(List<Probe> probes, TrainingStep model, long step, List<List<Reading>> readings) {
        boolean finite = true;
        for (int i = 0; i < probes.size(); i++) {
            probes.get(i).follow(model);
            Reading reading = read(probes.get(i), step);
            readings.get(i).add(reading);
            finite &= reading.norms().stream().allMatch(Norms::isFinite);
        }
        return finite;
    }
}
