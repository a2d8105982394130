// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code concat(parts, axis = 0)}; generated. */
public final class Concat extends Call<Concat> {
    public Concat(Parts parts) {
        super(parts);
    }

    @Override
    protected Concat of(Parts parts) {
        return new Concat(parts);
    }

    /** Without it, {@code 0}. */
    public Concat axis(Object... axis) {
        return with("axis", oneOrList(axis));
    }
}
