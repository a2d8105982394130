// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.kernel;

import org.gradwright.compiler.UpwardsTarget;

/** Breaks the order of the packages on purpose, so that the test which holds the order is known to see it. */
public final class UpwardsExample {
    private UpwardsExample() {}

    /** The forbidden dependency. */
    public static UpwardsTarget upwards() {
        return new UpwardsTarget();
    }
}
