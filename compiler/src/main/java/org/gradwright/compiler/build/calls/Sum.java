// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code sum(x, axis = none, keep = false)}; generated. */
public final class Sum extends Call<Sum> {
    public Sum(Parts parts) {
        super(parts);
    }

    @Override
    protected Sum of(Parts parts) {
        return new Sum(parts);
    }

    /** Without it, {@code none}. */
    public Sum axis(Object... axis) {
        return with("axis", oneOrList(axis));
    }

    /** Without it, {@code false}. */
    public Sum keep(boolean keep) {
        return with("keep", keep);
    }
}
