// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Optimiser;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.op.Ops;

/**
 * RMSProp (Hinton, Neural Networks for Machine Learning, lecture 6e; centred form: Graves, Generating Sequences, 2013), as
 * in PyTorch:
 *
 * <pre>
 * g = g + weight_decay w
 * v = alpha v + (1 - alpha) g^2
 * a = alpha a + (1 - alpha) g, and v - a^2 stands in place of v   (centred)
 * q = g / (sqrt(v) + eps)
 * b = momentum b + q; w = w - lr b                               (w = w - lr q without momentum)
 * </pre>
 */
public record RmsProp(Schedule lr, double alpha, double eps, double momentum, boolean centered, double weightDecay)
        implements Optimiser {
    public RmsProp {
        Settings.requireShare("alpha", alpha);
        Settings.requireNotNegative("eps", eps);
        Settings.requireNotNegative("momentum", momentum);
        Settings.requireNotNegative("weight_decay", weightDecay);
    }

    static RmsProp of(Settings settings) {
        return new RmsProp(
                settings.schedule("lr", 1e-2),
                settings.number("alpha", 0.99),
                settings.number("eps", 1e-8),
                settings.number("momentum", 0),
                settings.flag("centered", false),
                settings.number("weight_decay", 0));
    }

    @Override
    public String name() {
        return "rmsprop";
    }

    @Override
    public Map<String, Object> settings() {
        return Settings.ordered(
                "lr",
                lr,
                "alpha",
                alpha,
                "eps",
                eps,
                "momentum",
                momentum,
                "centered",
                centered,
                "weight_decay",
                weightDecay);
    }

    @Override
    public List<String> slots() {
        var slots = new ArrayList<>(List.of("v"));
        if (centered) {
            slots.add("a");
        }
        if (momentum > 0) {
            slots.add("b");
        }
        return slots;
    }

    @Override
    public List<Node> update(Node weight, Node gradient, List<Node> slots, Expr count) {
        var rule = new Rule(Ops.at(gradient.origin()), count);
        var next = new ArrayList<Node>();
        Node g = rule.decayed(gradient, weight, weightDecay);
        Node squares = rule.blend(alpha, slots.get(0), rule.g().square(g));
        Node v = centered ? squares : rule.settled(squares, eps);
        next.add(v);
        Node spread = centered ? centred(rule, v, g, slots.get(1), next) : v;
        Node direction =
                rule.g().div(g, rule.g().add(rule.g().sqrt(spread), rule.g().constant(eps)));
        if (momentum > 0) {
            direction = rule.settled(rule.g().add(rule.times(slots.get(slots.size() - 1), momentum), direction));
            next.add(direction);
        }
        next.add(0, rule.descend(weight, lr, direction));
        return next;
    }

    private Node centred(Rule rule, Node v, Node g, Node slot, List<Node> next) {
        Node a = rule.settled(rule.blend(alpha, slot, g));
        next.add(a);
        return rule.g().sub(v, rule.g().square(a));
    }

    @Override
    public String toString() {
        return Settings.call(name(), settings());
    }
}
