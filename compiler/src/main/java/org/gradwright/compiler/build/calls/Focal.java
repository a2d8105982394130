// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code focal(z, y, gamma = 2.0)}; generated. */
public final class Focal extends Call<Focal> {
    public Focal(Parts parts) {
        super(parts);
    }

    @Override
    protected Focal of(Parts parts) {
        return new Focal(parts);
    }

    /** Without it, {@code 2.0}. */
    public Focal gamma(Object gamma) {
        return with("gamma", gamma);
    }
}
