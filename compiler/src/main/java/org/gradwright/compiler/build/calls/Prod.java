// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code prod(x, axis = none, keep = false)}; generated. */
public final class Prod extends Call<Prod> {
    public Prod(Parts parts) {
        super(parts);
    }

    @Override
    protected Prod of(Parts parts) {
        return new Prod(parts);
    }

    /** Without it, {@code none}. */
    public Prod axis(Object... axis) {
        return with("axis", oneOrList(axis));
    }

    /** Without it, {@code false}. */
    public Prod keep(boolean keep) {
        return with("keep", keep);
    }
}
