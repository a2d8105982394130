// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.metric;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradwright.cli.CommandException;
import org.gradwright.cli.data.ExampleAxis;
import org.gradwright.cli.data.ExampleRows;
import org.gradwright.cli.data.Examples;
import org.gradwright.cli.data.Feed;
import org.gradwright.compiler.Compilation;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Input;
import org.gradwright.runtime.TrainingStep;
import org.gradwright.runtime.data.Batch;

/** Compares a model's predictions with what the data say, batch by batch. */
public final class Scoring {
    private final TrainingStep model;
    private final Feed feed;
    private final Pairing pairing;
    private final List<MetricName> names;
    private final int result;
    private final ExampleRows said;

    /**
     * What is asked for.
     *
     * @param names of metrics; empty for those of the kind of the target, an empty list for none
     * @param pair an output and its target; empty for the pair that fits
     * @param wanted whether it is an error when nothing can be compared
     * @param confusion whether it is an error when there are no classes to be confused
     */
    public record Choice(
            Optional<List<MetricName>> names, Map<String, String> pair, boolean wanted, boolean confusion) {
        public Choice {
            names = names.map(List::copyOf);
            pair = Map.copyOf(pair);
        }
    }

    private Scoring(
            TrainingStep model, Feed feed, Pairing pairing, List<MetricName> names, int result, ExampleAxis axis) {
        this.model = model;
        this.feed = feed;
        this.pairing = pairing;
        this.names = names;
        this.result = result;
        this.said = new ExampleRows(pairing.node().shape(), axis);
    }

    /**
     * How a model is scored; empty where nothing can be compared and nobody asked.
     *
     * @throws CommandException when what is asked for cannot be compared
     */
    public static Optional<Scoring> of(
            TrainingStep model, Compilation compilation, ExampleAxis axis, Examples examples, Choice choice) {
        Graph graph = compilation.graph();
        var pairings = new Pairings(graph, axis, examples);
        Optional<Pairing> pairing = choice.pair().isEmpty()
                ? pairings.obvious()
                : choice.pair().entrySet().stream()
                        .map(pair -> pairings.of(pair.getKey(), pair.getValue()))
                        .findFirst();
        List<String> missing = missing(compilation);
        if (pairing.isEmpty() || !missing.isEmpty()) {
            return none(choice, missing);
        }
        List<MetricName> names = choice.names().orElseGet(pairing.get()::usual);
        boolean confuses = pairing.get().scores(names).confusion().isPresent();
        if (choice.confusion() && !confuses) {
            throw new CommandException("--confusion needs up to " + ConfusionMatrix.MOST_CLASSES + " classes, but `"
                    + pairing.get().output() + "` has "
                    + (pairing.get().kind() == TargetKind.NUMBERS
                            ? "numbers"
                            : pairing.get().width()));
        }
        int result = List.copyOf(graph.outputs().keySet()).indexOf(pairing.get().output());
        List<Input> inputs = graph.declaredInputs();
        var feed = new Feed(compilation.step().predict(), inputs, axis, examples);
        return Optional.of(new Scoring(model, feed, pairing.get(), names, result, axis));
    }

    private static Optional<Scoring> none(Choice choice, List<String> missing) {
        if (choice.wanted()) {
            throw new CommandException(
                    missing.isEmpty()
                            ? "no output has exactly one input that it can be compared with; say which with --score OUTPUT=INPUT"
                            : "the outputs need " + String.join(", ", missing)
                                    + ", which the loss does not, so the data to test with lack it");
        }
        return Optional.empty();
    }

    /** The inputs of predictions that a test does not have. */
    private static List<String> missing(Compilation compilation) {
        List<Input> tested = compilation.step().evaluate().inputs();
        return compilation.step().predict().inputs().stream()
                .filter(input -> tested.stream().noneMatch(t -> t.path().equals(input.path())))
                .map(Input::path)
                .toList();
    }

    /** The input that says what is right. */
    public String target() {
        return pairing.target().path();
    }

    /** Metrics without any example. */
    public Scores begin() {
        return pairing.scores(names);
    }

    /** Takes in what the model predicts for a batch. */
    public void add(Batch batch, Scores scores) {
        Object predicted = model.predictWith(feed.arguments(batch))[result];
        Object told = batch.values(pairing.target().path());
        int stride = java.lang.reflect.Array.getLength(told) / batch.size();
        for (int example = 0; example < batch.size(); example++) {
            scores.add(said.numbers(predicted, example, batch.size()), row(told, example, stride));
        }
    }

    /** Data have their examples first, wherever the model has them. */
    private static double[] row(Object values, int example, int stride) {
        double[] row = new double[stride];
        for (int i = 0; i < stride; i++) {
            row[i] = ExampleRows.at(values, example * stride + i);
        }
        return row;
    }
}
