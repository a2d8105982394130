// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.gradwright.cli.checkpoint.Checkpoint;
import org.gradwright.cli.checkpoint.Checkpoints;
import org.gradwright.cli.checkpoint.ResumeCommand;
import org.gradwright.cli.data.DataBlockReader;
import org.gradwright.cli.data.ExampleAxis;
import org.gradwright.cli.data.TrainAndTest;
import org.gradwright.cli.data.Trained;
import org.gradwright.cli.numerics.RowNames;
import org.gradwright.cli.report.Settings;
import org.gradwright.cli.train.BestEpoch;
import org.gradwright.cli.train.Evaluator;
import org.gradwright.cli.train.Feeds;
import org.gradwright.cli.train.Material;
import org.gradwright.cli.train.Progress;
import org.gradwright.cli.train.TrainingRun;
import org.gradwright.compiler.Compilation;
import org.gradwright.compiler.Compiler;
import org.gradwright.compiler.graph.Input;
import org.gradwright.compiler.lang.Model;
import org.gradwright.runtime.TrainingStep;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gradwright train}: compiles a model, reads the data that it names and trains it. */
@Command(
        name = "train",
        description = "Trains a model on the data that it names.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class TrainCommand implements Callable<Integer> {
    /** What a shell reports of a process that Ctrl-C has ended. */
    private static final int INTERRUPTED = 130;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ModelOptions modelOptions;

    @Mixin
    private Threads threads;

    @Mixin
    private TrainFiles files;

    @Mixin
    private TestMetrics metrics;

    @Option(names = "--epochs", paramLabel = "N", description = "how often all examples are seen; default: `fit`")
    private Integer epochs;

    @Option(names = "--batch", paramLabel = "N", description = "examples in a step; default: `fit`")
    private Integer batch;

    @Option(names = "--seed", paramLabel = "N", description = "decides all random numbers; default: `fit`")
    private Long seed;

    @Option(names = "--limit", paramLabel = "N", description = "use the first N examples of each block only")
    private Integer limit;

    @Option(names = "--test-only", description = "do not train: only test what --load or --weights names")
    private boolean testOnly;

    @Option(
            names = "--check-numerics",
            description =
                    "when the loss or a weight is not finite, say which value was the first, and for which example")
    private boolean checkNumerics;

    @Option(names = "--format", paramLabel = "text|json", defaultValue = "text", description = "how the end is printed")
    private OutputFormat format;

    @Override
    public Integer call() {
        check();
        Model model = modelOptions.read();
        requireTrainable(model);
        var report = new TrainReport(spec.commandLine().getOut(), format, System.nanoTime());
        Optional<Checkpoint> from = files.resume().map(Checkpoint::read);
        Material material = material(model, from);
        try (TrainingStep step =
                material.compilation().load().create(material.fit().seed())) {
            step.threads(threads.count());
            files.restore(step, testOnly && metrics.averages());
            files.outputs(modelOptions.file()).prepare();
            report.begin(step, material);
            return testOnly ? test(model, step, material, report) : train(model, step, material, report, from);
        }
    }

    private Material material(Model model, Optional<Checkpoint> from) {
        ExampleAxis axis = ExampleAxis.of(model.graph());
        Trained before = files.before(testOnly);
        FitSettings fit = settings(model, axis, from, before);
        Compilation compilation = Compiler.compile(model.graph(), modelOptions.compileOptions());
        return new Material(compilation, axis, fit, data(model, fit, testOnly ? before : Trained.NOTHING, compilation));
    }

    private int test(Model model, TrainingStep step, Material material, TrainReport report) {
        Optional<Evaluator> test = evaluator(model, step, material);
        BestEpoch none = metrics.best(false);
        report.test(test.orElseThrow().run());
        ending(model, step, material).show(List.of(), none, test, report);
        report.end(step, none);
        return 0;
    }

    private int train(
            Model model, TrainingStep step, Material material, TrainReport report, Optional<Checkpoint> from) {
        Optional<Evaluator> test = evaluator(model, step, material);
        var rows = new RowNames(
                model, modelOptions.folder(), material.axis(), material.data().train());
        TrainingRun run = new Feeds(step, material)
                .run(test, Progress.onTerminal(), Optional.of(rows).filter(r -> checkNumerics));
        BestEpoch best = metrics.best(files.best().isPresent());
        var checkpoints = new Checkpoints(step, material.fit(), material.data());
        var session = new TrainSession(step, run, files, checkpoints, best, report);
        from.ifPresent(session::resume);
        TrainEnding ending = ending(model, step, material);
        Path interrupted = files.whenInterrupted(modelOptions.file());
        boolean isOver = session.train(
                material.fit().epochs(),
                history -> ending.show(history, best, test, report),
                interrupted,
                ResumeCommand.of(arguments(), interrupted));
        return isOver ? 0 : INTERRUPTED;
    }

    /** The test, which there must be where something is asked for that only it can tell. */
    private Optional<Evaluator> evaluator(Model model, TrainingStep step, Material material) {
        Optional<Evaluator> test = new Feeds(step, material)
                .evaluator(metrics.choice(model, files.report().isPresent()), metrics.averages());
        if (test.isEmpty() && (testOnly || metrics.isAsked() || files.best().isPresent())) {
            throw new CommandException(
                    "there are no data to test with; add a block `data test { ... }` or `test = 0.2` to `fit`");
        }
        return test;
    }

    private TrainEnding ending(Model model, TrainingStep step, Material material) {
        return new TrainEnding(modelOptions, model, files, metrics, Settings.of(step, material, arguments()));
    }

    private List<String> arguments() {
        return spec.root().commandLine().getParseResult().originalArgs();
    }

    private void check() {
        Positive.check(spec, "--epochs", epochs);
        Positive.check(spec, "--batch", batch);
        Positive.check(spec, "--limit", limit);
        threads.check();
        metrics.check();
        files.check(testOnly);
        if (modelOptions.sizes().containsKey("batch")) {
            throw new ParameterException(
                    spec.commandLine(), "--dim batch=... fixes the batch, but the last one is smaller; use --batch");
        }
        files.outputs(modelOptions.file()).check();
    }

    private FitSettings settings(Model model, ExampleAxis axis, Optional<Checkpoint> from, Trained before) {
        files.requireSeed(before, seed);
        Long chosen = seed != null ? seed : before.seed().orElse(null);
        FitSettings fit = FitSettings.of(model, axis).or(batch, epochs, chosen);
        return from.map(c -> Checkpoints.settings(fit, c, files.resume().orElseThrow(), batch, seed))
                .orElse(fit);
    }

    private void requireTrainable(Model model) {
        String name = modelOptions.file().getFileName().toString();
        if (model.graph().trainings().isEmpty()) {
            throw new CommandException(
                    name + " has no `train` line; add one, such as `train loss with adam(lr = 0.001)`");
        }
        if (!model.data().containsKey("train")) {
            throw new CommandException(name + " names no data to train with; add"
                    + " `data train { input = idx(\"file\") }` with a line for each input");
        }
    }

    private TrainAndTest data(Model model, FitSettings fit, Trained before, Compilation compilation) {
        List<Input> train = compilation.step().steps().get(0).inputs();
        List<Input> test = compilation.step().evaluate().inputs();
        if (!model.data().containsKey("test") && fit.test() > 0) {
            var reader = DataBlockReader.holdingOut(model, modelOptions.folder(), fit.test(), fit.seed(), before);
            TrainAndTest parts = reader.split(train);
            return limit == null ? parts : parts.limit(limit);
        }
        int most = limit == null ? Integer.MAX_VALUE : limit;
        return DataBlockReader.of(model, modelOptions.folder(), before, most).blocks(train, test);
    }
}
