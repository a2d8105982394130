// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.numerics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.gradwright.cli.CommandException;
import org.gradwright.cli.data.ExampleAxis;
import org.gradwright.cli.data.Examples;
import org.gradwright.cli.data.Feed;
import org.gradwright.compiler.Compilation;
import org.gradwright.compiler.emit.Driver;
import org.gradwright.compiler.graph.Input;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.train.TrainingGraph;
import org.gradwright.runtime.Parameter;
import org.gradwright.runtime.Snapshot;
import org.gradwright.runtime.TrainingStep;
import org.gradwright.runtime.data.Batch;
import org.gradwright.runtime.data.Batches;

/**
 * Explains why a training lost its numbers. It keeps a copy of the model each so many steps, and does nothing else while all is
 * well. Afterwards the steps since the copy are done again, to the same bits, up to the first whose loss or weights are not
 * finite; that one is traced.
 */
public final class NumericsCheck {
    /** Steps between copies: a copy costs about as much as a step, so this adds a hundredth. */
    private static final int EVERY = 100;

    private final Compilation compilation;
    private final TrainingStep model;
    private final ExampleAxis axis;
    private final Examples examples;
    private final Batches batches;
    private final RowNames rows;
    private Moment good;

    /**
     * A moment at which all was well.
     *
     * @param step of the epoch, from 1, that comes next
     */
    private record Moment(Snapshot state, int epoch, int step) {}

    /**
     * For one training.
     *
     * @param batches as they are trained with
     * @param rows what the examples are called
     */
    public NumericsCheck(
            Compilation compilation,
            TrainingStep model,
            ExampleAxis axis,
            Examples examples,
            Batches batches,
            RowNames rows) {
        this.compilation = compilation;
        this.model = model;
        this.axis = axis;
        this.examples = examples;
        this.batches = batches;
        this.rows = rows;
    }

    /** To be called before each batch, counted from 1 in its epoch. */
    public void before(int epoch, int step) {
        if (good == null || model.steps() - good.state().steps() >= EVERY && isFinite()) {
            good = new Moment(model.snapshot(), epoch, step);
        }
    }

    /** To be called after the last step. @throws CommandException when a weight is not finite */
    public void end(int epoch, int step) {
        if (good != null && !isFinite()) {
            throw explain(epoch, step);
        }
    }

    private boolean isFinite() {
        return model.variables().stream().allMatch(NumericsCheck::isFinite);
    }

    private static boolean isFinite(Parameter variable) {
        return IntStream.range(0, variable.size()).allMatch(i -> Double.isFinite(variable.get(i)));
    }

    /** What went wrong, and where, after the batch that showed it. The model is left where the fault is. */
    public CommandException explain(int lastEpoch, int lastStep) {
        model.restore(good.state());
        for (int epoch = good.epoch(); epoch <= lastEpoch; epoch++) {
            int step = 0;
            for (Batch batch : batches.epoch(epoch)) {
                step++;
                boolean isDone = epoch == good.epoch() && step < good.step();
                Optional<String> report = isDone ? Optional.empty() : replay(batch, epoch, step);
                if (report.isPresent()) {
                    return new CommandException(report.get());
                }
            }
        }
        return new CommandException("numbers were lost by epoch " + lastEpoch + ", step " + lastStep
                + ", but not when its steps were done again; does another program change the data?");
    }

    private Optional<String> replay(Batch batch, int epoch, int step) {
        List<String> labels = model.description().steps();
        for (int line = 0; line < labels.size(); line++) {
            Snapshot before = model.snapshot();
            double loss = model.stepOf(
                    labels.get(line), arguments(compilation.step().steps().get(line), batch));
            if (!Double.isFinite(loss) || !isFinite()) {
                model.restore(before);
                return Optional.of(report(batch, epoch, step, line, loss));
            }
        }
        return Optional.empty();
    }

    private Object[] arguments(Driver driver, Batch batch) {
        List<Input> inputs = compilation.graph().declaredInputs();
        return new Feed(driver, inputs, axis, examples).arguments(batch);
    }

    private String report(Batch batch, int epoch, int step, int line, double loss) {
        var report = new NumericsReport(axis, rows, batch);
        String what = Double.isFinite(loss)
                ? "weights are not finite after"
                : "the loss is " + NumericsReport.text(loss) + " in";
        return what + " epoch " + epoch + ", step " + step
                + culprit(batch, line).map(report::of).orElse("");
    }

    private Optional<Culprit> culprit(Batch batch, int line) {
        TrainingGraph training = compilation.trainings().get(line);
        long number = model.steps(model.description().steps().get(line)) + 1;
        Path state = temporary();
        try {
            model.save(state);
            return new Trace(training, variables(), number, state, driver -> arguments(driver, batch)).culprit();
        } finally {
            delete(state);
        }
    }

    private List<Node> variables() {
        return compilation.trainings().stream()
                .flatMap(training -> training.variables().stream())
                .distinct()
                .toList();
    }

    private static Path temporary() {
        try {
            return Files.createTempFile("gradwright", ".safetensors");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
