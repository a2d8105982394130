// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code scatter_add(updates, indices, size, axis = 0)}; generated. */
public final class ScatterAdd extends Call<ScatterAdd> {
    public ScatterAdd(Parts parts) {
        super(parts);
    }

    @Override
    protected ScatterAdd of(Parts parts) {
        return new ScatterAdd(parts);
    }

    /** Without it, {@code 0}. */
    public ScatterAdd axis(Object... axis) {
        return with("axis", oneOrList(axis));
    }
}
