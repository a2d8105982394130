// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.train;

import java.util.Optional;
import org.gradwright.cli.data.Examples;
import org.gradwright.cli.data.Feed;
import org.gradwright.cli.metric.Scoring;
import org.gradwright.cli.numerics.NumericsCheck;
import org.gradwright.cli.numerics.RowNames;
import org.gradwright.compiler.emit.Driver;
import org.gradwright.runtime.TrainingStep;
import org.gradwright.runtime.data.Batches;

/** Brings a model and its data together. */
public final class Feeds {
    private final TrainingStep model;
    private final Material material;

    public Feeds(TrainingStep model, Material material) {
        this.model = model;
        this.material = material;
    }

    /** A training from the first epoch on. @param test after each epoch */
    public TrainingRun run(Optional<Evaluator> test, Progress.Factory progress) {
        return run(test, progress, Optional.empty());
    }

    /**
     * A training from the first epoch on, which may explain why numbers are lost.
     *
     * @param test after each epoch
     * @param rows what examples are called where numbers are checked; empty where they are not
     */
    public TrainingRun run(Optional<Evaluator> test, Progress.Factory progress, Optional<RowNames> rows) {
        Feed feed = feed(
                material.compilation().step().steps().get(0), material.data().train());
        Batches batches = feed.shuffled(material.fit().batch(), material.fit().seed());
        Optional<NumericsCheck> numerics = rows.map(names -> new NumericsCheck(
                material.compilation(), model, material.axis(), material.data().train(), batches, names));
        var trainer = new Trainer(model, feed, batches, progress, numerics);
        return new TrainingRun(model, trainer, test, new LearningRates(material.graph(), model));
    }

    /**
     * The test, if there are data to test with.
     *
     * @param metrics what is compared, for metrics that the model does not have
     * @param averaged whether moving averages of the weights take their place, where the model keeps them
     */
    public Optional<Evaluator> evaluator(Optional<Scoring.Choice> metrics, boolean averaged) {
        boolean averages = averaged
                && material.graph().trainings().stream()
                        .anyMatch(t -> t.average().isPresent());
        return material.data()
                .test()
                .map(test -> new Evaluator(
                        model,
                        feed(material.compilation().step().evaluate(), test),
                        material.fit().batch(),
                        metrics.flatMap(
                                choice -> Scoring.of(model, material.compilation(), material.axis(), test, choice)),
                        averages));
    }

    private Feed feed(Driver driver, Examples examples) {
        return new Feed(driver, material.inputs(), material.axis(), examples);
    }
}
