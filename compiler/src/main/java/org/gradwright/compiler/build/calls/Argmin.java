// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code argmin(x, axis = -1, keep = false)}; generated. */
public final class Argmin extends Call<Argmin> {
    public Argmin(Parts parts) {
        super(parts);
    }

    @Override
    protected Argmin of(Parts parts) {
        return new Argmin(parts);
    }

    /** Without it, {@code -1}. */
    public Argmin axis(Object... axis) {
        return with("axis", oneOrList(axis));
    }

    /** Without it, {@code false}. */
    public Argmin keep(boolean keep) {
        return with("keep", keep);
    }
}
