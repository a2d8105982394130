// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.train;

import java.util.List;
import java.util.Optional;
import org.gradwright.cli.FitSettings;
import org.gradwright.cli.data.ExampleAxis;
import org.gradwright.cli.data.Examples;
import org.gradwright.cli.data.Feed;
import org.gradwright.cli.data.TrainAndTest;
import org.gradwright.cli.metric.Scoring;
import org.gradwright.compiler.Compilation;
import org.gradwright.compiler.emit.Driver;
import org.gradwright.compiler.graph.Input;
import org.gradwright.runtime.TrainingStep;

/** Brings a model and its data together. */
public final class Feeds {
    private final Compilation compilation;
    private final ExampleAxis axis;
    private final TrainingStep model;
    private final TrainAndTest data;
    private final FitSettings fit;

    public Feeds(Compilation compilation, ExampleAxis axis, TrainingStep model, TrainAndTest data, FitSettings fit) {
        this.compilation = compilation;
        this.axis = axis;
        this.model = model;
        this.data = data;
        this.fit = fit;
    }

    /** A training from the first epoch on. @param test after each epoch */
    public TrainingRun run(Optional<Evaluator> test, Progress.Factory progress) {
        Feed feed = feed(compilation.step().steps().get(0), data.train());
        var trainer = new Trainer(model, feed, feed.shuffled(fit.batch(), fit.seed()), progress);
        return new TrainingRun(model, trainer, test, new LearningRates(compilation.graph(), model));
    }

    /** The test, if there are data to test with. @param metrics what is compared, for metrics that the model does not have */
    public Optional<Evaluator> evaluator(Optional<Scoring.Choice> metrics) {
        return data.test()
                .map(t -> new Evaluator(
                        model,
                        feed(compilation.step().evaluate(), t),
                        fit.batch(),
                        metrics.flatMap(choice -> Scoring.of(model, compilation, axis, t, choice))));
    }

    private Feed feed(Driver driver, Examples examples) {
        List<Input> inputs = compilation.graph().inputs().stream()
                .map(node -> (Input) node.operation())
                .toList();
        return new Feed(driver, inputs, axis, examples);
    }
}
