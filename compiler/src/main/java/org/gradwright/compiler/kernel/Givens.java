// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.kernel;

import org.gradwright.compiler.kernel.Expr.Given;

/** The values that a kernel's caller supplies. A name with {@code #} cannot be that of a free size. */
public final class Givens {
    private static final String STEP = "#step";
    private static final String KEY = "#key:";

    private Givens() {}

    /** A free size. */
    public static Given size(String name) {
        return new Given(name, Scalar.INT);
    }

    /** The number of the current training step, from 1, as a double. */
    public static Given step() {
        return new Given(STEP, Scalar.DOUBLE);
    }

    /** The key of a random stream: of (seed, step, stream). */
    public static Given key(int stream) {
        return new Given(KEY + stream, Scalar.INT);
    }

    public static boolean isStep(Given given) {
        return given.name().equals(STEP);
    }

    public static boolean isKey(Given given) {
        return given.name().startsWith(KEY);
    }

    public static boolean isSize(Given given) {
        return !isStep(given) && !isKey(given);
    }

    /** The stream of a key. */
    public static int stream(Given key) {
        return Integer.parseInt(key.name().substring(KEY.length()));
    }
}
