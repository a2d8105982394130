// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code celu(x, alpha = 1.0)}; generated. */
public final class Celu extends Call<Celu> {
    public Celu(Parts parts) {
        super(parts);
    }

    @Override
    protected Celu of(Parts parts) {
        return new Celu(parts);
    }

    /** Without it, {@code 1.0}. */
    public Celu alpha(Object alpha) {
        return with("alpha", alpha);
    }
}
