// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code var(x, axis = none, keep = false, correction = 0)}; generated. */
public final class Var extends Call<Var> {
    public Var(Parts parts) {
        super(parts);
    }

    @Override
    protected Var of(Parts parts) {
        return new Var(parts);
    }

    /** Without it, {@code none}. */
    public Var axis(Object... axis) {
        return with("axis", oneOrList(axis));
    }

    /** Without it, {@code false}. */
    public Var keep(boolean keep) {
        return with("keep", keep);
    }

    /** Without it, {@code 0}. */
    public Var correction(Object correction) {
        return with("correction", correction);
    }
}
