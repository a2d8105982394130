// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code argsort(x, axis = -1, descending = false)}; generated. */
public final class Argsort extends Call<Argsort> {
    public Argsort(Parts parts) {
        super(parts);
    }

    @Override
    protected Argsort of(Parts parts) {
        return new Argsort(parts);
    }

    /** Without it, {@code -1}. */
    public Argsort axis(Object... axis) {
        return with("axis", oneOrList(axis));
    }

    /** Without it, {@code false}. */
    public Argsort descending(boolean descending) {
        return with("descending", descending);
    }
}
