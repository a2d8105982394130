// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.train;

import java.util.List;
import java.util.Map;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Optimiser;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.op.Ops;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter, 2019, algorithm 2, scaled by the learning rate as in PyTorch):
 * first {@code w = w (1 - lr weight_decay)}, then {@link Adam} without decay.
 */
public record AdamW(Schedule lr, double beta1, double beta2, double eps, boolean amsgrad, double weightDecay)
        implements Optimiser {
    public AdamW {
        Settings.requireNotNegative("weight_decay", weightDecay);
        Moments.require(beta1, beta2, eps);
    }

    /** With the usual settings. */
    public static AdamW of(double lr) {
        return new AdamW(Schedule.constant(lr), 0.9, 0.999, 1e-8, false, 0.01);
    }

    static AdamW of(Settings settings) {
        return new AdamW(
                settings.schedule("lr", 1e-3),
                settings.number("beta1", 0.9),
                settings.number("beta2", 0.999),
                settings.number("eps", 1e-8),
                settings.flag("amsgrad", false),
                settings.number("weight_decay", 0.01));
    }

    @Override
    public String name() {
        return "adamw";
    }

    @Override
    public Map<String, Object> settings() {
        return Settings.ordered(
                "lr", lr, "beta1", beta1, "beta2", beta2, "eps", eps, "amsgrad", amsgrad, "weight_decay", weightDecay);
    }

    @Override
    public List<String> slots() {
        return Moments.slots(amsgrad);
    }

    @Override
    public List<Node> update(Node weight, Node gradient, List<Node> slots, Expr count) {
        var rule = new Rule(Ops.at(gradient.origin()), count);
        return new Moments(lr, beta1, beta2, eps, amsgrad).update(rule, shrunk(rule, weight), gradient, slots);
    }

    private Node shrunk(Rule rule, Node weight) {
        Expr factor = Schedule.number(1).minus(lr.at(rule.count()).times(weightDecay));
        return weightDecay == 0 ? weight : rule.g().mul(weight, rule.scalar(factor));
    }

    @Override
    public String toString() {
        return Settings.call(name(), settings());
    }
}
