// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.gradwright.compiler.autodiff.Gradients;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.NormBound;
import org.gradwright.compiler.graph.Optimiser;
import org.gradwright.compiler.graph.Training;
import org.gradwright.compiler.graph.Variable;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Fn;
import org.gradwright.compiler.kernel.Givens;
import org.gradwright.compiler.op.Ops;

/**
 * The next values of parameters and slots, from the gradients of the loss: accumulated, then clipped by value, then by
 * norm, then given to each parameter's optimiser.
 */
final class Updates {

    private final Training training;
    private final String ownSlots;
    private final Map<String, Node> next = new LinkedHashMap<>();
    private final List<Node> slots = new ArrayList<>();
    private final Plateaus plateaus;

    Updates(Graph model, Training training) {
        this.training = training;
        this.ownSlots = model.trainings().size() > 1 ? training.label() + "." : "";
        this.plateaus = new Plateaus(training, "train#" + ownSlots, next, slots);
        List<Node> weights = model.parameters().stream()
                .filter(p -> training.optimisers().containsKey(path(p)))
                .toList();
        List<Node> gradients =
                clippedByNorm(clippedByValue(accumulated(weights, Gradients.of(training.loss(), weights))));
        for (int i = 0; i < weights.size(); i++) {
            update(weights.get(i), gradients.get(i));
        }
    }

    /** The next values by path. */
    Map<String, Node> next() {
        return next;
    }

    /** The variables that the optimisers need. */
    List<Node> slots() {
        return slots;
    }

    private void update(Node weight, Node gradient) {
        Optimiser optimiser = training.optimisers().get(path(weight));
        List<Node> own =
                optimiser.slots().stream().map(name -> slot(weight, name)).toList();
        List<Node> updated = plateaus.reduced(optimiser.update(weight, gradient, own, count()), optimiser);
        change(weight, updated.get(0));
        IntStream.range(0, own.size()).forEach(i -> change(own.get(i), updated.get(i + 1)));
        training.average().ifPresent(decay -> average(weight, updated.get(0), decay));
    }

    /** The moving average starts at the first updated weight, not at the zero that slots begin with. */
    private void average(Node weight, Node updated, double decay) {
        var rule = new Rule(Ops.at(weight.origin()), count());
        var g = rule.g();
        Node average = slot(weight, "average");
        Node kept = g.mul(average, rule.firstOrLater(Schedule.number(0), Schedule.number(decay)));
        Node added = g.mul(updated, rule.firstOrLater(Schedule.number(1), Schedule.number(1 - decay)));
        change(average, g.add(kept, added));
    }

    /** With accumulation, the sum over the micro-batches so far is kept, and the last of them sees the mean of all. */
    private List<Node> accumulated(List<Node> weights, List<Node> gradients) {
        if (training.accumulate() == 1) {
            return gradients;
        }
        var means = new ArrayList<Node>();
        for (int i = 0; i < weights.size(); i++) {
            var g = Ops.at(gradients.get(i).origin());
            Node slot = slot(weights.get(i), "gradient");
            Node sum = g.add(slot, gradients.get(i));
            next.put(path(slot), g.where(updating(g), g.constant(0), sum));
            means.add(g.mul(sum, g.constant(1.0 / training.accumulate())));
        }
        return means;
    }

    private List<Node> clippedByValue(List<Node> gradients) {
        if (training.clipValue().isEmpty()) {
            return gradients;
        }
        double most = training.clipValue().getAsDouble();
        return gradients.stream()
                .map(g -> Ops.at(g.origin()).clamp(g, -most, most))
                .toList();
    }

    /** All gradients times {@code min(1, most / (n + epsilon))}, n the root of the sum of all their squares. */
    private List<Node> clippedByNorm(List<Node> gradients) {
        if (training.clipNorm().isEmpty() || gradients.isEmpty()) {
            return gradients;
        }
        var g = Ops.at(training.loss().origin());
        Node squares = gradients.stream()
                .map(gradient -> g.sum(g.square(gradient), axes(gradient), false))
                .reduce(g::add)
                .orElseThrow();
        NormBound bound = training.clipNorm().get();
        Node norm = g.add(g.sqrt(squares), g.constant(bound.epsilon()));
        Node share = g.div(g.constant(bound.most()), norm);
        Node scale = g.minimum(g.constant(1), share);
        return gradients.stream()
                .map(gradient -> Ops.at(gradient.origin()).mul(gradient, scale))
                .toList();
    }

    private static List<Integer> axes(Node node) {
        return IntStream.range(0, node.shape().rank()).boxed().toList();
    }

    /** Sets a next value; between updates the variable keeps its own. */
    private void change(Node variable, Node updated) {
        var g = Ops.at(updated.origin());
        boolean always = training.accumulate() == 1;
        next.put(path(variable), always ? updated : g.where(updating(g), updated, variable));
    }

    /** Whether this step is the last of a round of accumulation. */
    private Node updating(Ops g) {
        Expr round = Schedule.number(training.accumulate());
        Expr inRound = Expr.call(Fn.MOD, Givens.step(), round);
        Expr last = inRound.equalTo(Schedule.number(0)).select(Schedule.number(1), Schedule.number(0));
        return g.greater(g.stepScalar(last), g.constant(0.5));
    }

    /** The number of this update: one a round of accumulation. */
    private Expr count() {
        Expr round = Schedule.number(training.accumulate());
        return training.accumulate() == 1
                ? Givens.step()
                : Expr.call(Fn.FLOOR, Givens.step().minus(1).over(round)).plus(1);
    }

    /**
     * A slot's path is the parameter's, {@code #}, and the slot's name, behind the label where there are several trainings: the
     * language has no {@code #} in a path.
     */
    private Node slot(Node weight, String name) {
        var variable =
                new Variable(Variable.Kind.OPTIMISER, path(weight) + "#" + ownSlots + name, weight.shape(), "zeros");
        Node slot = Node.of(variable, weight.origin(), List.of());
        slots.add(slot);
        return slot;
    }

    private static String path(Node variable) {
        return Graph.variable(variable).path();
    }
}
