// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

import java.lang.System.Logger.Level;
import java.util.Optional;

/**
 * Whether generated classes compute with vectors: where the JVM was started with the module {@code jdk.incubator.vector}.
 * Otherwise they use their plain kernels, which compute the same bits.
 */
public final class Vectors {
    /**
     * The system property that switches vectors off with the value {@code off}; with {@code on}, kernels compute with vectors
     * from the first call on, and not only once they are compiled.
     */
    public static final String PROPERTY = "gradwright.vectors";

    private static final String MODULE = "jdk.incubator.vector";

    private Vectors() {}

    /** Says why once, when it is first needed. */
    private static final class Notice {
        private Notice() {}

        static {
            System.getLogger("org.gradwright")
                    .log(
                            Level.INFO,
                            "training runs on plain kernels, several times slower than on vectors:"
                                    + " start java with --add-modules " + MODULE
                                    + " (and let your module require it, if you have one)");
        }

        static void give() {
            // Being called is enough: the class is initialised, once.
        }
    }

    /** Lets JDK 17 see the Vector API at work once, when the first class of vector kernels is loaded. */
    private static final class Profile {
        private Profile() {}

        static {
            if (isOld()) {
                VectorProfile.collect();
            }
        }

        static void begin() {
            // Being called is enough: the class is initialised, once.
        }
    }

    /** Called by each class of vector kernels when it is loaded. */
    public static void prepare() {
        Profile.begin();
    }

    /** Whether it is JDK 17. */
    private static boolean isOld() {
        return Runtime.version().feature() <= 17;
    }

    /** Asked by each generated class when it is loaded; the first no is logged with its remedy. */
    public static boolean areAvailable(Class<?> model) {
        if ("off".equals(System.getProperty(PROPERTY))) {
            return false;
        }
        Optional<Module> vectors = ModuleLayer.boot().findModule(MODULE);
        boolean available = vectors.isPresent() && model.getModule().canRead(vectors.get());
        if (!available) {
            Notice.give();
        }
        return available;
    }

    /** Whether kernels begin in their plain form. */
    static boolean comeLater() {
        return !"on".equals(System.getProperty(PROPERTY));
    }

    /** Whether a machine with vectors of so many bits has 32 registers for them; most others have 16. */
    public static boolean hasManyRegisters(int bits) {
        return bits >= 512 || System.getProperty("os.arch").equals("aarch64");
    }

    /**
     * Whether loops over tall tiles take two turns at a time on a machine with vectors of so many bits. JDK 17 loads all
     * operands of both turns first and then has too few registers for the sums.
     */
    public static boolean takesTwoTurns(int bits) {
        return hasManyRegisters(bits) && !isOld();
    }
}
