// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.train;

import java.util.List;
import java.util.Map;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Optimiser;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.op.Ops;

/**
 * Gradient descent with momentum (Sutskever et al., On the importance of initialization and momentum, 2013, in PyTorch's
 * form):
 *
 * <pre>
 * g = g + weight_decay w
 * m = g at t = 1, later momentum m + (1 - dampening) g
 * u = g + momentum m if nesterov, else m                       (g without momentum)
 * w = w - lr u
 * </pre>
 */
public record Sgd(Schedule lr, double momentum, double dampening, boolean nesterov, double weightDecay)
        implements Optimiser {
    public Sgd {
        Settings.requireNotNegative("momentum", momentum);
        Settings.requireNotNegative("weight_decay", weightDecay);
        Settings.require("dampening", Double.isFinite(dampening), "a number", dampening);
        Settings.require(
                "nesterov",
                !nesterov || momentum > 0 && dampening == 0,
                "false without momentum or with dampening",
                true);
    }

    /** Without momentum. */
    public static Sgd of(double lr) {
        return new Sgd(Schedule.constant(lr), 0, 0, false, 0);
    }

    static Sgd of(Settings settings) {
        return new Sgd(
                settings.schedule("lr", 1e-3),
                settings.number("momentum", 0),
                settings.number("dampening", 0),
                settings.flag("nesterov", false),
                settings.number("weight_decay", 0));
    }

    @Override
    public String name() {
        return "sgd";
    }

    @Override
    public Map<String, Object> settings() {
        return Settings.ordered(
                "lr",
                lr,
                "momentum",
                momentum,
                "dampening",
                dampening,
                "nesterov",
                nesterov,
                "weight_decay",
                weightDecay);
    }

    @Override
    public List<String> slots() {
        return momentum == 0 ? List.of() : List.of("m");
    }

    @Override
    public List<Node> update(Node weight, Node gradient, List<Node> slots, Expr count) {
        var rule = new Rule(Ops.at(gradient.origin()), count);
        Node g = rule.decayed(gradient, weight, weightDecay);
        if (momentum == 0) {
            return List.of(rule.descend(weight, lr, g));
        }
        Node m = rule.settled(rule.g().add(rule.times(slots.get(0), momentum), damped(rule, g)));
        Node u = nesterov ? rule.g().add(g, rule.times(m, momentum)) : m;
        return List.of(rule.descend(weight, lr, u), m);
    }

    /** Slots start at zero, so undamped momentum is the gradient itself at t = 1; with dampening t = 1 is undamped. */
    private Node damped(Rule rule, Node g) {
        if (dampening == 0) {
            return g;
        }
        return rule.g().mul(g, rule.firstOrLater(Schedule.number(1), Schedule.number(1 - dampening)));
    }

    @Override
    public String toString() {
        return Settings.call(name(), settings());
    }
}
