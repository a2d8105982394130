// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.diagnose;

import java.util.Locale;
import java.util.Optional;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.op.Ops;

/**
 * Values of a sigmoid or tanh so near to its ends that hardly any gradient passes.
 *
 * @param headroom per element, how far the value is from both ends as a product; it is the slope
 * @param steepest the slope in the middle
 */
record Saturation(Node activation, String name, Node headroom, double steepest) implements Symptom {
    /** A slope of less than a twentieth of the steepest: |tanh| beyond 0.975, a sigmoid within 0.013 of 0 or 1. */
    static final double FLAT = 0.05;

    /**
     * A network that has become certain holds about half of its values there, and learns on; with three quarters a layer passes
     * at most a quarter of any gradient.
     */
    static final double MOST = 0.75;

    static Saturation sigmoid(Node s, String name) {
        var g = Ops.at(s.origin());
        return new Saturation(s, name, g.mul(s, g.sub(g.constant(1), s)), 0.25);
    }

    static Saturation tanh(Node t, String name) {
        var g = Ops.at(t.origin());
        return new Saturation(t, name, g.sub(g.constant(1), g.square(t)), 1);
    }

    @Override
    public Gauge gauge() {
        var g = Ops.at(activation.origin());
        Node flat = g.toReal(g.less(headroom, g.constant(FLAT * steepest)));
        return Gauge.mean(g.mean(flat, Ops.axes(flat), false));
    }

    @Override
    public Optional<Finding> find(double[] share) {
        return share[0] > MOST
                ? Optional.of(new Finding(
                        Fault.SATURATED_UNITS,
                        activation.origin(),
                        String.format(
                                Locale.ROOT,
                                "in %s %.0f %% of the values are at the ends of %s, where its slope is below %.0f %% of the"
                                        + " steepest",
                                name,
                                100 * share[0],
                                activation.operation().name(),
                                100 * FLAT)))
                : Optional.empty();
    }
}
