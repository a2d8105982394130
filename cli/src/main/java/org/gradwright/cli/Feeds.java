// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import java.util.List;
import java.util.Optional;
import org.gradwright.cli.data.ExampleAxis;
import org.gradwright.cli.data.Examples;
import org.gradwright.cli.data.Feed;
import org.gradwright.cli.data.TrainAndTest;
import org.gradwright.compiler.Compilation;
import org.gradwright.compiler.emit.Driver;
import org.gradwright.compiler.graph.Input;
import org.gradwright.runtime.TrainingStep;

/** Brings a model and its data together. */
final class Feeds {
    private final Compilation compilation;
    private final ExampleAxis axis;
    private final TrainingStep model;
    private final TrainAndTest data;
    private final FitSettings fit;

    Feeds(Compilation compilation, ExampleAxis axis, TrainingStep model, TrainAndTest data, FitSettings fit) {
        this.compilation = compilation;
        this.axis = axis;
        this.model = model;
        this.data = data;
        this.fit = fit;
    }

    Trainer trainer(Progress.Factory progress) {
        Feed feed = feed(compilation.step().steps().get(0), data.train());
        return new Trainer(model, feed, feed.shuffled(fit.batch(), fit.seed()), evaluator(), progress);
    }

    Optional<Evaluator> evaluator() {
        return data.test().map(t -> new Evaluator(model, feed(compilation.step().evaluate(), t), fit.batch()));
    }

    private Feed feed(Driver driver, Examples examples) {
        List<Input> inputs = compilation.graph().inputs().stream()
                .map(node -> (Input) node.operation())
                .toList();
        return new Feed(driver, inputs, axis, examples);
    }
}
