// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code jacobian(y, x, by = none)}; generated. */
public final class Jacobian extends Call<Jacobian> {
    public Jacobian(Parts parts) {
        super(parts);
    }

    @Override
    protected Jacobian of(Parts parts) {
        return new Jacobian(parts);
    }

    /** Without it, {@code none}. */
    public Jacobian by(Object by) {
        return with("by", by);
    }
}
