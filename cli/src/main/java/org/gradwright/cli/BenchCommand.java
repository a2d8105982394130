// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.gradwright.cli.bench.Machine;
import org.gradwright.cli.bench.StepBench;
import org.gradwright.cli.trial.TrialSizes;
import org.gradwright.compiler.Compilation;
import org.gradwright.compiler.Compiler;
import org.gradwright.compiler.graph.Dim;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.lang.Model;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gradwright bench}: measures a training step kernel by kernel, beside what the machine can do. */
@Command(
        name = "bench",
        description = "Measures a training step on made-up data, kernel by kernel, beside what this machine can do.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class BenchCommand implements Callable<Integer> {
    private static final int BATCH = 32;
    private static final double MOST_SECONDS = 1000;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ModelOptions modelOptions;

    @Option(
            names = "--size",
            paramLabel = "NAME=SIZE",
            description = "the value of a free size in the measured steps; default: that of `fit`, else 32; repeatable")
    private final Map<String, Integer> sizes = new LinkedHashMap<>();

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "decides weights and inputs")
    private long seed;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "2",
            description = "how long to warm up, and how long to measure; for the whole step and again for the kernels")
    private double seconds;

    @Option(
            names = "--format",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "how results are printed")
    private OutputFormat format;

    @Override
    public Integer call() {
        if (!(seconds > 0 && seconds <= MOST_SECONDS)) {
            throw new ParameterException(
                    spec.commandLine(), "--seconds must be above 0 and at most 1000, not " + seconds);
        }
        Model model = modelOptions.read();
        Map<String, Integer> values = sizes(model);
        Graph graph = model.graph();
        if (graph.trainings().isEmpty() && graph.outputs().isEmpty()) {
            throw new CommandException("the model has nothing to measure; declare an output or a `train` line");
        }
        Compilation compilation = Compiler.compile(graph, modelOptions.compileOptions());
        Machine machine = Machine.measure();
        for (int line = 0; line < Math.max(1, graph.trainings().size()); line++) {
            StepBench.Result result = new StepBench(compilation, line, machine, values, seed).run(seconds);
            print(new BenchReport(graph.name(), modelOptions.file(), machine, values, seed, result));
        }
        return 0;
    }

    private void print(BenchReport report) {
        var out = spec.commandLine().getOut();
        out.println(format == OutputFormat.JSON ? report.json() : report.text());
        out.flush();
    }

    /** What the command line says, else `fit`, else the default; as near to it as the model allows. */
    private Map<String, Integer> sizes(Model model) {
        var values = new LinkedHashMap<String, Integer>();
        for (Dim dim : model.graph().dims()) {
            int wanted = model.fit(dim.name()).map(Double::intValue).orElse(BATCH);
            values.put(
                    dim.name(), sizes.containsKey(dim.name()) ? given(dim) : TrialSizes.size(dim, Math.max(1, wanted)));
        }
        for (String name : sizes.keySet()) {
            if (!values.containsKey(name)) {
                throw new CommandException("the model has no free size `" + name + "`; "
                        + (values.isEmpty() ? "it has none" : "it has " + String.join(", ", values.keySet())));
            }
        }
        return values;
    }

    private int given(Dim dim) {
        int size = sizes.get(dim.name());
        if (size < 1 || TrialSizes.size(dim, size) != size) {
            throw new CommandException("--size " + dim.name() + "=" + size + " is not possible"
                    + (dim.constraint().isEmpty() ? ": a size is at least 1" : ": the model says " + dim.constraint()));
        }
        return size;
    }
}
