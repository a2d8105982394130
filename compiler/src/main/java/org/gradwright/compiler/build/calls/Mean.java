// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code mean(x, axis = none, keep = false)}; generated. */
public final class Mean extends Call<Mean> {
    public Mean(Parts parts) {
        super(parts);
    }

    @Override
    protected Mean of(Parts parts) {
        return new Mean(parts);
    }

    /** Without it, {@code none}. */
    public Mean axis(Object... axis) {
        return with("axis", oneOrList(axis));
    }

    /** Without it, {@code false}. */
    public Mean keep(boolean keep) {
        return with("keep", keep);
    }
}
