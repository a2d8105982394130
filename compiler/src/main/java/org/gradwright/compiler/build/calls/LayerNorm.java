// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code layer_norm(x, eps = 1e-5)}; generated. */
public final class LayerNorm extends Call<LayerNorm> {
    public LayerNorm(Parts parts) {
        super(parts);
    }

    @Override
    protected LayerNorm of(Parts parts) {
        return new LayerNorm(parts);
    }

    /** Without it, {@code 1e-5}. */
    public LayerNorm eps(Object eps) {
        return with("eps", eps);
    }
}
