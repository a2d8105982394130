// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code pad(x, before, after, axis = -1, value = 0)}; generated. */
public final class Pad extends Call<Pad> {
    public Pad(Parts parts) {
        super(parts);
    }

    @Override
    protected Pad of(Parts parts) {
        return new Pad(parts);
    }

    /** Without it, {@code -1}. */
    public Pad axis(Object... axis) {
        return with("axis", oneOrList(axis));
    }

    /** Without it, {@code 0}. */
    public Pad value(Object value) {
        return with("value", value);
    }
}
