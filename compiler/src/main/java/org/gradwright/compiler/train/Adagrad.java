// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.train;

import java.util.List;
import java.util.Map;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Optimiser;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.op.Ops;

/**
 * AdaGrad (Duchi, Hazan and Singer, 2011, diagonal form), as in PyTorch:
 *
 * <pre>
 * g = g + weight_decay w
 * s = s + g^2                                                  (s starts at initial_accumulator_value)
 * w = w - lr / (1 + (t - 1) lr_decay) g / (sqrt(s) + eps)
 * </pre>
 */
public record Adagrad(Schedule lr, double lrDecay, double initialAccumulatorValue, double eps, double weightDecay)
        implements Optimiser {
    public Adagrad {
        Settings.requireNotNegative("lr_decay", lrDecay);
        Settings.requireNotNegative("initial_accumulator_value", initialAccumulatorValue);
        Settings.requireNotNegative("eps", eps);
        Settings.requireNotNegative("weight_decay", weightDecay);
    }

    static Adagrad of(Settings settings) {
        return new Adagrad(
                settings.schedule("lr", 1e-2),
                settings.number("lr_decay", 0),
                settings.number("initial_accumulator_value", 0),
                settings.number("eps", 1e-10),
                settings.number("weight_decay", 0));
    }

    @Override
    public String name() {
        return "adagrad";
    }

    @Override
    public Map<String, Object> settings() {
        return Settings.ordered(
                "lr",
                lr,
                "lr_decay",
                lrDecay,
                "initial_accumulator_value",
                initialAccumulatorValue,
                "eps",
                eps,
                "weight_decay",
                weightDecay);
    }

    @Override
    public List<String> slots() {
        return List.of("s");
    }

    @Override
    public List<Node> update(Node weight, Node gradient, List<Node> slots, Expr count) {
        var rule = new Rule(Ops.at(gradient.origin()), count);
        var ops = rule.g();
        Node g = rule.decayed(gradient, weight, weightDecay);
        Node s = ops.add(started(rule, slots.get(0)), ops.square(g));
        Expr rate = lr.at(count).over(count.minus(1).times(lrDecay).plus(1));
        Node direction = ops.div(g, ops.add(ops.sqrt(s), ops.constant(eps)));
        return List.of(ops.sub(weight, ops.mul(rule.scalar(lrDecay == 0 ? lr.at(count) : rate), direction)), s);
    }

    /** Slots start at zero; what the accumulator should have started from is added in the first update. */
    private Node started(Rule rule, Node s) {
        return initialAccumulatorValue == 0
                ? s
                : rule.g().add(s, rule.firstOrLater(Schedule.number(initialAccumulatorValue), Schedule.number(0)));
    }

    @Override
    public String toString() {
        return Settings.call(name(), settings());
    }
}
