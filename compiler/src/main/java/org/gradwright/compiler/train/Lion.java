// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.train;

import java.util.List;
import java.util.Map;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Optimiser;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.op.Ops;

/**
 * Lion (Chen et al., Symbolic Discovery of Optimization Algorithms, 2023, algorithm 2):
 *
 * <pre>
 * c = beta1 m + (1 - beta1) g
 * w = w - lr (sign(c) + weight_decay w)
 * m = beta2 m + (1 - beta2) g
 * </pre>
 */
public record Lion(Schedule lr, double beta1, double beta2, double weightDecay) implements Optimiser {
    public Lion {
        Settings.requireShare("beta1", beta1);
        Settings.requireShare("beta2", beta2);
        Settings.requireNotNegative("weight_decay", weightDecay);
    }

    static Lion of(Settings settings) {
        return new Lion(
                settings.schedule("lr", 1e-4),
                settings.number("beta1", 0.9),
                settings.number("beta2", 0.99),
                settings.number("weight_decay", 0));
    }

    @Override
    public String name() {
        return "lion";
    }

    @Override
    public Map<String, Object> settings() {
        return Settings.ordered("lr", lr, "beta1", beta1, "beta2", beta2, "weight_decay", weightDecay);
    }

    @Override
    public List<String> slots() {
        return List.of("m");
    }

    @Override
    public List<Node> update(Node weight, Node gradient, List<Node> slots, Expr count) {
        var rule = new Rule(Ops.at(gradient.origin()), count);
        Node direction = rule.g().sign(rule.blend(beta1, slots.get(0), gradient));
        Node m = rule.settled(rule.blend(beta2, slots.get(0), gradient));
        return List.of(rule.descend(weight, lr, rule.decayed(direction, weight, weightDecay)), m);
    }

    @Override
    public String toString() {
        return Settings.call(name(), settings());
    }
}
