// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.train;

import java.util.List;
import java.util.Map;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Optimiser;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.op.Ops;

/**
 * Adam (Kingma and Ba, 2015, algorithm 1) with weight decay as an L2 penalty, and AMSGrad (Reddi et al., 2018) with
 * PyTorch's placing of the correction:
 *
 * <pre>
 * g = g + weight_decay w
 * m = beta1 m + (1 - beta1) g
 * v = beta2 v + (1 - beta2) g^2                                (with amsgrad its running maximum stands below)
 * w = w - lr (m / (1 - beta1^t)) / (sqrt(v) / sqrt(1 - beta2^t) + eps)
 * </pre>
 */
public record Adam(Schedule lr, double beta1, double beta2, double eps, boolean amsgrad, double weightDecay)
        implements Optimiser {
    public Adam {
        Settings.requireNotNegative("weight_decay", weightDecay);
        Moments.require(beta1, beta2, eps);
    }

    /** With the usual settings. */
    public static Adam of(double lr) {
        return new Adam(Schedule.constant(lr), 0.9, 0.999, 1e-8, false, 0);
    }

    static Adam of(Settings settings) {
        return new Adam(
                settings.schedule("lr", 1e-3),
                settings.number("beta1", 0.9),
                settings.number("beta2", 0.999),
                settings.number("eps", 1e-8),
                settings.flag("amsgrad", false),
                settings.number("weight_decay", 0));
    }

    @Override
    public String name() {
        return "adam";
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
        Node decayed = rule.decayed(gradient, weight, weightDecay);
        return new Moments(lr, beta1, beta2, eps, amsgrad).update(rule, weight, decayed, slots);
    }

    @Override
    public String toString() {
        return Settings.call(name(), settings());
    }
}
