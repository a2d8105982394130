// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.gradwright.cli.checkpoint.Checkpoint;
import org.gradwright.cli.checkpoint.Checkpoints;
import org.gradwright.cli.data.DataBlockReader;
import org.gradwright.cli.data.ExampleAxis;
import org.gradwright.cli.data.Examples;
import org.gradwright.cli.data.TrainAndTest;
import org.gradwright.cli.metric.NamedConfusion;
import org.gradwright.cli.report.Settings;
import org.gradwright.cli.report.TrainingPage;
import org.gradwright.cli.train.BestEpoch;
import org.gradwright.cli.train.EpochResult;
import org.gradwright.cli.train.Evaluator;
import org.gradwright.cli.train.Feeds;
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

    @Option(names = "--format", paramLabel = "text|json", defaultValue = "text", description = "how the end is printed")
    private OutputFormat format;

    @Override
    public Integer call() {
        check();
        Model model = modelOptions.read();
        requireTrainable(model);
        long start = System.nanoTime();
        ExampleAxis axis = ExampleAxis.of(model.graph());
        Optional<Checkpoint> from = files.resume().map(Checkpoint::read);
        FitSettings fit = settings(model, axis, from);
        Compilation compilation = Compiler.compile(model.graph(), modelOptions.compileOptions());
        TrainAndTest data = data(model, fit, compilation);
        try (TrainingStep step = compilation.load().create(fit.seed())) {
            step.threads(threads.count());
            files.restore(step);
            var report = new TrainReport(spec.commandLine().getOut(), format, start);
            report.begin(compilation.graph().name(), step, data, fit);
            var feeds = new Feeds(compilation, axis, step, data, fit);
            Optional<Evaluator> test =
                    feeds.evaluator(metrics.choice(model, files.report().isPresent()));
            requireTest(test);
            BestEpoch best = metrics.best(files.best().isPresent());
            var endings = new ArrayList<Consumer<List<EpochResult>>>();
            Supplier<Optional<NamedConfusion>> confusion = () -> confusion(model, test);
            if (metrics.printsConfusion()) {
                endings.add(history -> confusion.get().ifPresent(report::confusion));
            }
            Map<String, String> settings = Settings.of(compilation.graph(), step, fit, data, arguments());
            files.report().ifPresent(file -> endings.add(history -> page(file, settings, history, best, confusion)));
            if (testOnly) {
                report.test(test.orElseThrow().run());
                endings.forEach(ending -> ending.accept(List.of()));
                report.end(step, best);
                return 0;
            }
            var checkpoints = new Checkpoints(step, fit, data.train());
            TrainingRun run = feeds.run(test, Progress.onTerminal());
            return train(new TrainSession(step, run, files, checkpoints, best, report, endings), from, fit);
        }
    }

    /** How classes were confused when the test ran last. */
    private Optional<NamedConfusion> confusion(Model model, Optional<Evaluator> test) {
        String block = model.data().containsKey("test") ? "test" : "train";
        return test.flatMap(Evaluator::confusion).map(matrix -> {
            var reader = DataBlockReader.of(model, modelOptions.folder(), 1);
            return NamedConfusion.of(
                    matrix, reader.classNames(block, test.get().target().orElseThrow()));
        });
    }

    private void page(
            Path file,
            Map<String, String> settings,
            List<EpochResult> history,
            BestEpoch best,
            Supplier<Optional<NamedConfusion>> confusion) {
        OptionalInt bestEpoch =
                best.get().map(epoch -> OptionalInt.of(epoch.number())).orElse(OptionalInt.empty());
        String title = modelOptions.file().getFileName().toString();
        AtomicOutput.write(file, new TrainingPage(title, settings, history, bestEpoch, confusion.get()).html());
    }

    private List<String> arguments() {
        return spec.root().commandLine().getParseResult().originalArgs();
    }

    private int train(TrainSession session, Optional<Checkpoint> from, FitSettings fit) {
        from.ifPresent(session::resume);
        return session.train(fit.epochs(), files.whenInterrupted(modelOptions.file()), arguments()) ? 0 : INTERRUPTED;
    }

    private void check() {
        Positive.check(spec, "--epochs", epochs);
        Positive.check(spec, "--batch", batch);
        Positive.check(spec, "--limit", limit);
        threads.check();
        metrics.check();
        files.check();
        if (modelOptions.sizes().containsKey("batch")) {
            throw new ParameterException(
                    spec.commandLine(), "--dim batch=... fixes the batch, but the last one is smaller; use --batch");
        }
        files.requireWritable();
    }

    private FitSettings settings(Model model, ExampleAxis axis, Optional<Checkpoint> from) {
        FitSettings fit = FitSettings.of(model, axis).or(batch, epochs, seed);
        return from.map(c -> Checkpoints.settings(fit, c, files.resume().orElseThrow(), batch, seed))
                .orElse(fit);
    }

    private void requireTest(Optional<Evaluator> test) {
        if (test.isEmpty() && (testOnly || metrics.isAsked() || files.best().isPresent())) {
            throw new CommandException(
                    "there are no data to test with; add a block `data test { ... }` or `test = 0.2` to `fit`");
        }
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

    private TrainAndTest data(Model model, FitSettings fit, Compilation compilation) {
        List<Input> train = compilation.step().steps().get(0).inputs();
        List<Input> test = compilation.step().evaluate().inputs();
        boolean ownTest = model.data().containsKey("test");
        if (!ownTest && fit.test() > 0) {
            var reader = DataBlockReader.holdingOut(model, modelOptions.folder(), fit.test(), fit.seed());
            TrainAndTest parts = reader.split(train);
            return limit == null ? parts : parts.limit(limit);
        }
        var reader = DataBlockReader.of(model, modelOptions.folder(), limit == null ? Integer.MAX_VALUE : limit);
        Examples learn = reader.read("train", train);
        return new TrainAndTest(learn, ownTest ? Optional.of(reader.read("test", test)) : Optional.empty());
    }
}
