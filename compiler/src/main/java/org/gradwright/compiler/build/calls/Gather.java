// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code gather(x, indices, axis = 0)}; generated. */
public final class Gather extends Call<Gather> {
    public Gather(Parts parts) {
        super(parts);
    }

    @Override
    protected Gather of(Parts parts) {
        return new Gather(parts);
    }

    /** Without it, {@code 0}. */
    public Gather axis(Object... axis) {
        return with("axis", oneOrList(axis));
    }
}
