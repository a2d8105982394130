// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code norm(x, axis = none, keep = false)}; generated. */
public final class Norm extends Call<Norm> {
    public Norm(Parts parts) {
        super(parts);
    }

    @Override
    protected Norm of(Parts parts) {
        return new Norm(parts);
    }

    /** Without it, {@code none}. */
    public Norm axis(Object... axis) {
        return with("axis", oneOrList(axis));
    }

    /** Without it, {@code false}. */
    public Norm keep(boolean keep) {
        return with("keep", keep);
    }
}
