// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.train;

import java.util.List;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Fn;

/** The part that {@link Adam} and {@link AdamW} share: the moments and the step along them. */
record Moments(Schedule lr, double beta1, double beta2, double eps, boolean amsgrad) {
    static void require(double beta1, double beta2, double eps) {
        Settings.requireShare("beta1", beta1);
        Settings.requireShare("beta2", beta2);
        Settings.requireNotNegative("eps", eps);
    }

    static List<String> slots(boolean amsgrad) {
        return amsgrad ? List.of("m", "v", "vmax") : List.of("m", "v");
    }

    List<Node> update(Rule rule, Node weight, Node gradient, List<Node> slots) {
        Node m = rule.settled(rule.blend(beta1, slots.get(0), gradient));
        Node v = rule.settled(rule.blend(beta2, slots.get(1), rule.g().square(gradient)), eps);
        if (!amsgrad) {
            return List.of(step(rule, weight, m, v), m, v);
        }
        Node largest = rule.g().maximum(slots.get(2), v);
        return List.of(step(rule, weight, m, largest), m, v, largest);
    }

    /** Both corrections are numbers of the step, computed once in double: in single precision 0.999^t loses digits. */
    private Node step(Rule rule, Node weight, Node m, Node v) {
        var g = rule.g();
        Node rate = rule.scalar(lr.at(rule.count()).over(rule.correction(beta1)));
        Expr root = Expr.call(Fn.SQRT, rule.correction(beta2));
        Node deviation = g.mul(g.sqrt(v), rule.scalar(Schedule.number(1).over(root)));
        Node direction = g.div(m, g.add(deviation, g.constant(eps)));
        return g.sub(weight, g.mul(rate, direction));
    }
}
