// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code upsample2d(x, scale = 2)}; generated. */
public final class Upsample2d extends Call<Upsample2d> {
    public Upsample2d(Parts parts) {
        super(parts);
    }

    @Override
    protected Upsample2d of(Parts parts) {
        return new Upsample2d(parts);
    }

    /** Without it, {@code 2}. */
    public Upsample2d scale(Object scale) {
        return with("scale", scale);
    }
}
