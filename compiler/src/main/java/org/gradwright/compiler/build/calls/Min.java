// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code min(x, axis = none, keep = false)}; generated. */
public final class Min extends Call<Min> {
    public Min(Parts parts) {
        super(parts);
    }

    @Override
    protected Min of(Parts parts) {
        return new Min(parts);
    }

    /** Without it, {@code none}. */
    public Min axis(Object... axis) {
        return with("axis", oneOrList(axis));
    }

    /** Without it, {@code false}. */
    public Min keep(boolean keep) {
        return with("keep", keep);
    }
}
