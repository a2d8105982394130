// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.gradwright.cli.bench.Stopwatch.Spread;
import org.gradwright.cli.trial.TrialInputs;
import org.gradwright.cli.trial.TrialInputs.Draw;
import org.gradwright.compiler.Compilation;
import org.gradwright.compiler.LoadedStep;
import org.gradwright.compiler.TimedStep;
import org.gradwright.compiler.emit.Driver;
import org.gradwright.compiler.fuse.KernelProgram;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Input;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.kernel.Kernel;
import org.gradwright.compiler.plan.Work;
import org.gradwright.runtime.TrainingStep;

/** Measures a training step of a model, or its prediction if it is not trained: the whole, then each kernel. */
public final class StepBench {
    private final Compilation compilation;
    private final Machine machine;
    private final Map<String, Integer> sizes;
    private final long seed;
    private final TimedStep timed;

    /**
     * @param line the number of the `train` line whose step it is
     * @param sizes a value for each free size
     */
    public StepBench(Compilation compilation, int line, Machine machine, Map<String, Integer> sizes, long seed) {
        this.compilation = compilation;
        this.machine = machine;
        this.sizes = sizes;
        this.seed = seed;
        this.timed = compilation.loadTimed(line);
    }

    /**
     * What was measured.
     *
     * @param program {@code step}, the label of one of several `train` lines, or {@code predict}
     * @param whole nanoseconds of a step
     * @param kernels in the order in which they run
     */
    public record Result(String program, Spread whole, List<KernelTime> kernels) {
        public Result {
            kernels = List.copyOf(kernels);
        }

        public double medianNanos() {
            return whole.median();
        }

        public double tenthNanos() {
            return whole.tenth();
        }

        public double ninetiethNanos() {
            return whole.ninetieth();
        }
    }

    /** @param seconds for each of four parts: warming up and measuring, of the whole step and of the kernels */
    public Result run(double seconds) {
        Object[] arguments = arguments();
        Spread whole;
        try (TrainingStep model = compilation.load().create(seed)) {
            whole = stopwatch(model, arguments).wholeStep(seconds);
        }
        double[] nanos;
        try (TrainingStep model = timed.loaded().create(seed)) {
            nanos = stopwatch(model, arguments).kernels(seconds, timed.times());
        }
        return new Result(timed.program().name(), whole, kernels(nanos));
    }

    private Stopwatch stopwatch(TrainingStep model, Object[] arguments) {
        return new Stopwatch(model, Call.of(model, timed.driver(), arguments));
    }

    /** Normal numbers, or others where the loss of those is no number: what is not a number can be slow. */
    private Object[] arguments() {
        Object[] normal = arguments(Draw.NORMAL);
        if (compilation.trainings().isEmpty()) {
            return normal;
        }
        LoadedStep loaded = compilation.load();
        try (TrainingStep model = loaded.create(seed)) {
            return Double.isFinite(model.stepWith(normal)) ? normal : arguments(Draw.INSIDE_UNIT);
        }
    }

    private Object[] arguments(Draw draw) {
        Graph graph = compilation.graph();
        var inputs = new TrialInputs(graph, sizes);
        Object[] all = inputs.values(draw, new Random(seed));
        var needed = new ArrayList<>();
        Driver driver = timed.driver();
        for (int i = 0; i < all.length; i++) {
            if (driver.inputs().contains((Input) graph.inputs().get(i).operation())) {
                needed.add(all[i]);
            }
        }
        return inputs.arguments(driver, needed.toArray());
    }

    private List<KernelTime> kernels(double[] nanos) {
        Precision precision = compilation.graph().precision();
        KernelProgram program = timed.program();
        var kernels = new ArrayList<KernelTime>();
        for (int k = 0; k < nanos.length; k++) {
            Kernel kernel = program.kernels().get(k);
            boolean vectors = machine.lanes() > 1 && !kernel.vectorForm().isEmpty();
            Work work = Work.of(kernel, program, precision, sizes);
            boolean isDouble = precision == Precision.F64;
            kernels.add(KernelTime.of(kernel.name(), kernel.line(), vectors, work, nanos[k], machine, isDouble));
        }
        return kernels;
    }
}
