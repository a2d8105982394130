// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.budget;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.train.TrainingGraph;

/**
 * Computes values again on the way back instead of keeping them, until a class fits its budget. Of the values whose second
 * computation makes the need smaller, that comes first which saves most bytes an operation. Their order does not depend on the budget,
 * only how many are taken: so there is a smallest budget that can be met.
 */
public final class Rematerialisation {
    /** Values below such a part of the arena are not worth a trial. */
    private static final long PARTS = 500;

    private final List<TrainingGraph> original;
    private final Precision precision;
    private final Budget budget;
    private final Function<List<TrainingGraph>, Need> measure;
    private final Need before;

    /**
     * What fits.
     *
     * @param steps the training steps, which compute the same bits as before
     * @param before the bytes without recomputation
     * @param bytes the bytes now
     * @param recomputed the values that are computed again
     * @param operations on numbers that this costs a step
     */
    public record Fitted(List<TrainingGraph> steps, long before, long bytes, List<Node> recomputed, long operations) {
        public Fitted {
            steps = List.copyOf(steps);
            recomputed = List.copyOf(recomputed);
        }
    }

    /** Steps that compute some values again. */
    private record Plan(List<TrainingGraph> steps, List<Node> recomputed, double operations, Need need) {}

    /** A value that may be next. */
    private record Choice(Node value, double bytesAnOperation) {}

    private Rematerialisation(
            List<TrainingGraph> steps,
            Precision precision,
            Budget budget,
            Function<List<TrainingGraph>, Need> measure) {
        this.original = steps;
        this.precision = precision;
        this.budget = budget;
        this.measure = measure;
        this.before = measure.apply(steps);
    }

    /**
     * Fits training steps into a budget.
     *
     * @param measure what a class with such steps needs, as it is planned
     * @throws BudgetException when the budget cannot be met
     */
    public static Fitted fit(
            List<TrainingGraph> steps,
            Precision precision,
            Budget budget,
            Function<List<TrainingGraph>, Need> measure) {
        return new Rematerialisation(steps, precision, budget, measure).run();
    }

    private Fitted run() {
        var plan = new Plan(original, List.of(), 0, before);
        Plan smallest = plan;
        for (Plan next = next(plan); !fits(smallest) && next != plan; next = next(plan)) {
            plan = next;
            smallest = plan.need().bytes() < smallest.need().bytes() ? plan : smallest;
        }
        for (Plan less = null; !fits(smallest) && less != smallest; ) {
            less = smallest;
            smallest = withoutNeedless(less, less.need().bytes());
        }
        if (!fits(smallest)) {
            throw new BudgetException(budget.bytes(), smallest.need().bytes(), before.bytes());
        }
        Plan least = withoutNeedless(smallest, budget.bytes());
        long operations = Math.round(least.operations());
        return new Fitted(least.steps(), before.bytes(), least.need().bytes(), least.recomputed(), operations);
    }

    private boolean fits(Plan plan) {
        return plan.need().bytes() <= budget.bytes();
    }

    /** With one value more; the same plan where none makes the need smaller. */
    private Plan next(Plan plan) {
        for (Choice choice : choices(plan)) {
            var values = new ArrayList<>(plan.recomputed());
            values.add(choice.value());
            Plan next = plan(values);
            if (next.need().compareTo(plan.need()) < 0) {
                return next;
            }
        }
        return plan;
    }

    /** What may be next, the best first. */
    private List<Choice> choices(Plan plan) {
        var choices = new ArrayList<Choice>();
        Set<Node> replaced = replaced(plan.recomputed());
        for (TrainingGraph step : plan.steps()) {
            var backward = new Backward(step);
            for (Candidate candidate : backward.candidates()) {
                long saved = bytes(candidate.value());
                if (!replaced.contains(candidate.value()) && saved >= before.bytes() / PARTS) {
                    double cost = new Recomputation(backward, candidate, replaced).cost(budget.sizes());
                    choices.add(new Choice(candidate.value(), saved / cost));
                }
            }
        }
        choices.sort(Comparator.comparing(Choice::bytesAnOperation).reversed());
        return choices;
    }

    private long bytes(Node node) {
        boolean wide = node.type().element() == Element.REAL && precision == Precision.F64;
        return node.shape().count().evaluate(budget.sizes()) * (wide ? Double.BYTES : Float.BYTES);
    }

    private static Set<Node> replaced(List<Node> values) {
        Set<Node> replaced = Nodes.identitySet();
        replaced.addAll(values);
        return replaced;
    }

    /** The steps with some values computed again, one after the other. */
    private Plan plan(List<Node> values) {
        var steps = new ArrayList<TrainingGraph>();
        double operations = 0;
        for (TrainingGraph step : original) {
            Set<Node> replaced = Nodes.identitySet();
            for (Node value : values) {
                var backward = new Backward(step);
                var candidate = backward.candidate(value);
                if (candidate.isPresent()) {
                    var again = new Recomputation(backward, candidate.get(), replaced);
                    operations += again.cost(budget.sizes());
                    step = again.apply(step);
                }
                replaced.add(value);
            }
            steps.add(step);
        }
        return new Plan(steps, values, operations, measure.apply(steps));
    }

    /** Some values helped only until later ones were chosen. */
    private Plan withoutNeedless(Plan plan, long bytes) {
        Plan least = plan;
        for (Node value : plan.recomputed()) {
            var values = new ArrayList<>(least.recomputed());
            values.removeIf(v -> v == value);
            Plan fewer = values.isEmpty() ? least : plan(values);
            least = fewer.need().bytes() <= bytes ? fewer : least;
        }
        return least;
    }
}
