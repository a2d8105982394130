// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code cumsum(x, axis = -1, reverse = false, exclusive = false)}; generated. */
public final class Cumsum extends Call<Cumsum> {
    public Cumsum(Parts parts) {
        super(parts);
    }

    @Override
    protected Cumsum of(Parts parts) {
        return new Cumsum(parts);
    }

    /** Without it, {@code -1}. */
    public Cumsum axis(Object... axis) {
        return with("axis", oneOrList(axis));
    }

    /** Without it, {@code false}. */
    public Cumsum reverse(boolean reverse) {
        return with("reverse", reverse);
    }

    /** Without it, {@code false}. */
    public Cumsum exclusive(boolean exclusive) {
        return with("exclusive", exclusive);
    }
}
