// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.diagnose;

import java.util.Arrays;
import java.util.Optional;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.op.Ops;

/** Units of a ReLU that are 0 for every example: no gradient passes, so they stay so. */
record DeadUnits(Node relu, String name) implements Symptom {
    /** A network survives some; 40 % is what the notes of Stanford's CS231n give as a sign of too high a learning rate. */
    static final double MOST = 0.4;

    @Override
    public Gauge gauge() {
        return Gauge.max(Ops.at(relu.origin()).max(relu, Units.others(relu), false));
    }

    @Override
    public Optional<Finding> find(double[] largest) {
        long dead = Arrays.stream(largest).filter(value -> value == 0).count();
        return dead > MOST * largest.length
                ? Optional.of(new Finding(
                        Fault.DEAD_UNITS,
                        relu.origin(),
                        "in " + name + " " + dead + " of " + largest.length + " units are 0 for every example"))
                : Optional.empty();
    }
}
