// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.diagnose;

import java.util.List;

/** Says where numbers have ended: nothing else is to be learned from such a network. */
final class Numerics {
    private Numerics() {}

    /** The first layer, or none. */
    static List<Finding> findings(List<Norms> norms) {
        return norms.stream()
                .filter(n -> !n.isFinite())
                .limit(1)
                .map(n -> new Finding(
                        Fault.NOT_FINITE,
                        n.layer().value().origin(),
                        (Double.isFinite(n.activation()) ? "the gradient of " : "the value of ")
                                + n.layer().name() + " is "
                                + (Double.isFinite(n.activation()) ? n.gradient() : n.activation())))
                .toList();
    }
}
