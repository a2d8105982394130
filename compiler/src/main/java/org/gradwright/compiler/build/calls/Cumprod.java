// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code cumprod(x, axis = -1)}; generated. */
public final class Cumprod extends Call<Cumprod> {
    public Cumprod(Parts parts) {
        super(parts);
    }

    @Override
    protected Cumprod of(Parts parts) {
        return new Cumprod(parts);
    }

    /** Without it, {@code -1}. */
    public Cumprod axis(Object... axis) {
        return with("axis", oneOrList(axis));
    }
}
