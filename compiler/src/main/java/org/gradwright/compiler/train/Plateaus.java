// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Optimiser;
import org.gradwright.compiler.graph.Rewriter;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.graph.Training;
import org.gradwright.compiler.graph.Variable;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Fn;
import org.gradwright.compiler.kernel.Givens;
import org.gradwright.compiler.op.Ops;
import org.gradwright.compiler.op.StepScalar;

/**
 * What {@link Schedule.Plateau} has to remember: the sum of the losses since the last look, the best mean, the looks without a
 * better one, and how often the rate was reduced. A rate that depends on it is computed by nodes, for an expression of the step
 * alone cannot read a variable.
 */
final class Plateaus {
    private final Training training;
    private final String prefix;
    private final Map<String, Node> next;
    private final List<Node> slots;
    private final Map<Schedule.Plateau, Node> reductions = new LinkedHashMap<>();

    /**
     * @param prefix of the variables' paths
     * @param next takes their next values
     * @param slots takes the variables
     */
    Plateaus(Training training, String prefix, Map<String, Node> next, List<Node> slots) {
        this.training = training;
        this.prefix = prefix;
        this.next = next;
        this.slots = slots;
    }

    /** What an optimiser has computed, with its rate reduced as often as the plateau says, if it follows one. */
    List<Node> reduced(List<Node> updated, Optimiser optimiser) {
        if (!(optimiser.settings().get("lr") instanceof Schedule.Plateau plateau)) {
            return updated;
        }
        Node count = reductions.computeIfAbsent(plateau, this::follow);
        return new Rewriter(node -> reduced(node, count)).apply(updated);
    }

    private static Node reduced(Node node, Node reductions) {
        return node.operation() instanceof StepScalar scalar && reads(scalar.expr())
                ? node(scalar.expr(), reductions, Ops.at(node.origin()))
                : node;
    }

    private static boolean reads(Expr expr) {
        return expr.equals(Givens.reductions()) || expr.children().stream().anyMatch(Plateaus::reads);
    }

    private static Node node(Expr expr, Node reductions, Ops g) {
        if (expr.equals(Givens.reductions())) {
            return reductions;
        }
        if (!reads(expr)) {
            return new Rule(g, expr).scalar(expr);
        }
        Expr.Call call = (Expr.Call) expr;
        Node a = node(call.args().get(0), reductions, g);
        Node b = node(call.args().get(1), reductions, g);
        return switch (call.fn()) {
            case ADD -> g.add(a, b);
            case SUB -> g.sub(a, b);
            case MUL -> g.mul(a, b);
            case DIV -> g.div(a, b);
            case POW -> g.pow(a, b);
            case MAX -> g.maximum(a, b);
            default -> throw new IllegalStateException(call.fn() + " of a rate that follows the loss");
        };
    }

    /** The number of reductions so far, and what it takes to know the next. */
    private Node follow(Schedule.Plateau plateau) {
        var g = Ops.at(training.loss().origin());
        String path = prefix + "plateau" + (reductions.isEmpty() ? "" : reductions.size() + 1) + ".";
        Node sum = slot(path + "sum");
        Node best = slot(path + "best");
        Node bad = slot(path + "bad");
        Node reduced = slot(path + "reductions");
        double steps = (double) plateau.every() * training.accumulate();
        Node looks = truth(
                g, Expr.call(Fn.MOD, Givens.step(), Schedule.number(steps)).equalTo(Schedule.number(0)));
        Node first = truth(g, Givens.step().equalTo(Schedule.number(steps)));
        Node total = g.add(sum, training.loss());
        Node mean = g.mul(total, g.constant(1 / steps));
        Node bound = g.sub(best, g.mul(g.abs(best), g.constant(plateau.threshold())));
        Node better = g.or(first, g.less(mean, bound));
        Node worse = g.add(bad, g.constant(1));
        Node enough = g.and(g.not(better), g.greater(worse, g.constant(plateau.patience())));
        change(sum, g.where(looks, g.constant(0), total));
        change(best, g.where(g.and(looks, better), mean, best));
        change(bad, g.where(looks, g.where(g.or(better, enough), g.constant(0), worse), bad));
        change(reduced, g.where(g.and(looks, enough), g.add(reduced, g.constant(1)), reduced));
        return reduced;
    }

    private static Node truth(Ops g, Expr condition) {
        Expr number = condition.select(Schedule.number(1), Schedule.number(0));
        return g.greater(g.stepScalar(number), g.constant(0.5));
    }

    private Node slot(String path) {
        var variable = new Variable(Variable.Kind.OPTIMISER, path, TensorType.SCALAR.shape(), "zeros");
        Node slot = Node.of(variable, training.loss().origin(), List.of());
        slots.add(slot);
        return slot;
    }

    private void change(Node variable, Node updated) {
        next.put(((Variable) variable.operation()).path(), updated);
    }
}
