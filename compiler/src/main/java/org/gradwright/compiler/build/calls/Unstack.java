// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code unstack(x, axis = 0)}; generated. */
public final class Unstack extends Call<Unstack> {
    public Unstack(Parts parts) {
        super(parts);
    }

    @Override
    protected Unstack of(Parts parts) {
        return new Unstack(parts);
    }

    /** Without it, {@code 0}. */
    public Unstack axis(Object... axis) {
        return with("axis", oneOrList(axis));
    }
}
