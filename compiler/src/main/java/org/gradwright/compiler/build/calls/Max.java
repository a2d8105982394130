// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code max(x, axis = none, keep = false)}; generated. */
public final class Max extends Call<Max> {
    public Max(Parts parts) {
        super(parts);
    }

    @Override
    protected Max of(Parts parts) {
        return new Max(parts);
    }

    /** Without it, {@code none}. */
    public Max axis(Object... axis) {
        return with("axis", oneOrList(axis));
    }

    /** Without it, {@code false}. */
    public Max keep(boolean keep) {
        return with("keep", keep);
    }
}
