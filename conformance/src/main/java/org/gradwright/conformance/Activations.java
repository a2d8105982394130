// SPDX-License-Identifier: Apache-2.0
package org.gradwright.conformance;

import java.util.List;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.op.Ops;

/** Activations that are compositions. */
final class Activations {
    private Activations() {}

    /** {@code x Phi(x)}, Phi the normal distribution's cumulative function. */
    static Node gelu(Ops g, Node x) {
        Node twicePhi = g.add(g.constant(1), g.erf(g.mul(x, g.constant(Math.sqrt(0.5)))));
        return g.mul(g.mul(g.constant(0.5), x), twicePhi);
    }

    static Node leakyRelu(Operator.Call c) {
        Ops g = c.g();
        Node slope = g.constant(c.attributes().number("alpha"));
        return g.where(g.greater(c.x(), g.constant(0)), c.x(), g.mul(slope, c.x()));
    }

    static Node elu(Operator.Call c) {
        Ops g = c.g();
        Node negative = g.expm1(g.minimum(c.x(), g.constant(0)));
        Node scaled = g.mul(g.constant(c.attributes().number("alpha")), negative);
        return g.where(g.greater(c.x(), g.constant(0)), c.x(), scaled);
    }

    static Node clamp(Operator.Call c) {
        double min = c.attributes().number("min", Double.NEGATIVE_INFINITY);
        double max = c.attributes().number("max", Double.POSITIVE_INFINITY);
        return c.g().clamp(c.x(), min, max);
    }

    static Node softmax(Ops g, Node x, int axis) {
        Node largest = g.stopGradient(g.max(x, List.of(axis), true));
        Node powers = g.exp(g.sub(x, largest));
        return g.div(powers, g.sum(powers, List.of(axis), true));
    }

    static Node logSoftmax(Ops g, Node x, int axis) {
        return g.sub(x, g.logsumexp(x, List.of(axis), true));
    }
}
