// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code elu(x, alpha = 1.0)}; generated. */
public final class Elu extends Call<Elu> {
    public Elu(Parts parts) {
        super(parts);
    }

    @Override
    protected Elu of(Parts parts) {
        return new Elu(parts);
    }

    /** Without it, {@code 1.0}. */
    public Elu alpha(Object alpha) {
        return with("alpha", alpha);
    }
}
