// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.train;

import java.util.List;
import java.util.Map;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Optimiser;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.op.Ops;

/**
 * Adadelta (Zeiler, ADADELTA: An Adaptive Learning Rate Method, 2012, algorithm 1), with a rate as in PyTorch:
 *
 * <pre>
 * g = g + weight_decay w
 * v = rho v + (1 - rho) g^2
 * d = sqrt(u + eps) / sqrt(v + eps) g
 * u = rho u + (1 - rho) d^2
 * w = w - lr d
 * </pre>
 */
public record Adadelta(Schedule lr, double rho, double eps, double weightDecay) implements Optimiser {
    public Adadelta {
        Settings.requireShare("rho", rho);
        Settings.require("eps", eps > 0 && Double.isFinite(eps), "positive", eps);
        Settings.requireNotNegative("weight_decay", weightDecay);
    }

    static Adadelta of(Settings settings) {
        return new Adadelta(
                settings.schedule("lr", 1),
                settings.number("rho", 0.9),
                settings.number("eps", 1e-6),
                settings.number("weight_decay", 0));
    }

    @Override
    public String name() {
        return "adadelta";
    }

    @Override
    public Map<String, Object> settings() {
        return Settings.ordered("lr", lr, "rho", rho, "eps", eps, "weight_decay", weightDecay);
    }

    @Override
    public List<String> slots() {
        return List.of("v", "u");
    }

    @Override
    public List<Node> update(Node weight, Node gradient, List<Node> slots, Expr count) {
        var rule = new Rule(Ops.at(gradient.origin()), count);
        var ops = rule.g();
        Node g = rule.decayed(gradient, weight, weightDecay);
        Node v = rule.settled(rule.blend(rho, slots.get(0), ops.square(g)));
        Node direction = ops.mul(ops.div(root(rule, slots.get(1)), root(rule, v)), g);
        Node u = rule.settled(rule.blend(rho, slots.get(1), ops.square(direction)));
        return List.of(rule.descend(weight, lr, direction), v, u);
    }

    private Node root(Rule rule, Node squares) {
        return rule.g().sqrt(rule.g().add(squares, rule.g().constant(eps)));
    }

    @Override
    public String toString() {
        return Settings.call(name(), settings());
    }
}
