// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.diagnose;

import java.util.Optional;

/** A fault that one measure shows. */
interface Symptom {
    /** What is to be measured. */
    Gauge gauge();

    /** What the measured values mean; nothing where they are as they should be. */
    Optional<Finding> find(double[] measured);
}
