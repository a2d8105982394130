// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.diagnose;

import java.util.List;

/**
 * What was measured at one moment of the training.
 *
 * @param step how many steps had been made
 * @param loss mean of the probed batches
 * @param norms of each layer, each after those that it reads
 */
public record Reading(long step, double loss, List<Norms> norms, List<Finding> findings) {
    public Reading {
        norms = List.copyOf(norms);
        findings = List.copyOf(findings);
    }
}
