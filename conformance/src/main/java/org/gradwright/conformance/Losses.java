// SPDX-License-Identifier: Apache-2.0
package org.gradwright.conformance;

import java.util.List;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.op.Ops;

/** Losses, reduced as the attribute {@code reduction} says. */
final class Losses {
    /** PyTorch's, where a question names none. */
    private static final int IGNORED = -100;

    private Losses() {}

    /** Of logits [n, c] and labels [n]; rows with the label {@code ignore_index} count neither in sum nor divisor. */
    static Node crossEntropy(Operator.Call c) {
        Ops g = c.g();
        double smoothing = c.attributes().number("label_smoothing", 0);
        Node counted = g.notEqual(c.y(), g.whole(c.attributes().whole("ignore_index", IGNORED)));
        Node logarithms = Activations.logSoftmax(g, c.x(), 1);
        Node labels = g.where(counted, c.y(), g.whole(0));
        Node chosen = g.squeeze(g.takeAlong(logarithms, g.expandDims(labels, 1), 1), 1);
        Node target = g.mul(g.constant(1 - smoothing), chosen);
        Node others = g.mul(g.constant(smoothing), g.mean(logarithms, List.of(1), false));
        return reduced(c, g.neg(smoothing == 0 ? chosen : g.add(target, others)), counted);
    }

    private static Node reduced(Operator.Call c, Node losses, Node counted) {
        Ops g = c.g();
        Node sum = g.sum(g.where(counted, losses, g.constant(0)), List.of(0), false);
        boolean mean = c.attributes().text("reduction", "mean").equals("mean");
        return mean ? g.div(sum, g.toReal(g.sum(counted, List.of(0), false))) : sum;
    }

    /** {@code log(1 + e^z) - z y}. */
    static Node bceWithLogits(Operator.Call c) {
        return reduced(c, c.g().sub(c.g().softplus(c.x()), c.g().mul(c.x(), c.y())));
    }

    /** {@code -(y log p + (1 - y) log(1 - p))}. */
    static Node bce(Operator.Call c) {
        Ops g = c.g();
        Node positive = g.mul(c.y(), g.log(c.x()));
        Node negative = g.mul(g.sub(g.constant(1), c.y()), g.log1p(g.neg(c.x())));
        return reduced(c, g.neg(g.add(positive, negative)));
    }

    static Node meanSquaredError(Operator.Call c) {
        return reduced(c, c.g().square(c.g().sub(c.x(), c.y())));
    }

    private static Node reduced(Operator.Call c, Node losses) {
        List<Integer> all = Ops.axes(losses);
        String reduction = c.attributes().text("reduction", "mean");
        return switch (reduction) {
            case "mean" -> c.g().mean(losses, all, false);
            case "sum" -> c.g().sum(losses, all, false);
            case "none" -> losses;
            default -> throw new QuestionException("reduction `" + reduction + "` is none of mean, sum, none");
        };
    }
}
