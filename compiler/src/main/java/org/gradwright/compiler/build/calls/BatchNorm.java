// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code batch_norm(x, eps = 1e-5, update = 0.1)}; generated. */
public final class BatchNorm extends Call<BatchNorm> {
    public BatchNorm(Parts parts) {
        super(parts);
    }

    @Override
    protected BatchNorm of(Parts parts) {
        return new BatchNorm(parts);
    }

    /** Without it, {@code 1e-5}. */
    public BatchNorm eps(Object eps) {
        return with("eps", eps);
    }

    /** Without it, {@code 0.1}. */
    public BatchNorm update(Object update) {
        return with("update", update);
    }
}
