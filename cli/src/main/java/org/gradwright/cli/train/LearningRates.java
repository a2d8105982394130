// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.train;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Training;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Givens;
import org.gradwright.compiler.kernel.ScalarEvaluator;
import org.gradwright.compiler.train.Schedule;
import org.gradwright.runtime.TrainingStep;

/**
 * The learning rate of the last step of each {@code train} line: that of most of its parameters, where some have their own.
 * Updates are counted as in the generated class.
 */
final class LearningRates implements Supplier<Map<String, Double>> {
    private final Graph graph;
    private final TrainingStep model;

    LearningRates(Graph graph, TrainingStep model) {
        this.graph = graph;
        this.model = model;
    }

    @Override
    public Map<String, Double> get() {
        var rates = new LinkedHashMap<String, Double>();
        for (Training training : graph.trainings()) {
            String name = graph.trainings().size() == 1 ? "lr" : "lr." + training.label();
            schedule(training).ifPresent(schedule -> rates.put(name, rate(training, schedule)));
        }
        return rates;
    }

    private static Optional<Schedule> schedule(Training training) {
        Map<Schedule, Long> users = training.optimisers().values().stream()
                .map(optimiser -> optimiser.settings().get("lr"))
                .filter(Schedule.class::isInstance)
                .map(Schedule.class::cast)
                .collect(Collectors.groupingBy(Function.identity(), LinkedHashMap::new, Collectors.counting()));
        return users.entrySet().stream()
                .reduce((a, b) -> b.getValue() > a.getValue() ? b : a)
                .map(Map.Entry::getKey);
    }

    private double rate(Training training, Schedule schedule) {
        double updates = Math.max(1, model.steps(training.label()) / training.accumulate());
        return new ScalarEvaluator(leaf -> leaf.equals(Givens.reductions()) ? reductions(training) : number(leaf))
                .evaluate(schedule.at(Schedule.number(updates)));
    }

    private static double number(Expr leaf) {
        throw new IllegalArgumentException(leaf + " in a learning rate");
    }

    /** How often a plateau has reduced the rate. */
    private double reductions(Training training) {
        String label = graph.trainings().size() == 1 ? "" : training.label();
        return model.variables().stream()
                .filter(v -> v.path().contains(label) && v.path().endsWith("plateau.reductions"))
                .findFirst()
                .map(v -> v.doubles()[0])
                .orElse(0.0);
    }
}
