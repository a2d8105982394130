// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

import java.lang.System.Logger.Level;

/**
 * Whether generated classes compute with vectors: where the JVM was started with the module {@code jdk.incubator.vector}.
 * Otherwise they use their plain kernels, which compute the same bits.
 */
public final class Vectors {
    /** The system property that switches vectors off with the value {@code off}. */
    public static final String PROPERTY = "gradwright.vectors";

    private Vectors() {}

    /** Asked once by each generated class when it is loaded; the reason for a no is logged. */
    public static boolean areAvailable() {
        if ("off".equals(System.getProperty(PROPERTY))) {
            return false;
        }
        boolean present = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        if (!present) {
            System.getLogger("org.gradwright")
                    .log(Level.DEBUG, "training runs on plain kernels, several times slower than on vectors:"
                            + " start java with --add-modules jdk.incubator.vector");
        }
        return present;
    }
}
