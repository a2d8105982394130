// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code take_along(x, indices, axis = -1)}; generated. */
public final class TakeAlong extends Call<TakeAlong> {
    public TakeAlong(Parts parts) {
        super(parts);
    }

    @Override
    protected TakeAlong of(Parts parts) {
        return new TakeAlong(parts);
    }

    /** Without it, {@code -1}. */
    public TakeAlong axis(Object... axis) {
        return with("axis", oneOrList(axis));
    }
}
