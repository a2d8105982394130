// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code instance_norm(x, eps = 1e-5)}; generated. */
public final class InstanceNorm extends Call<InstanceNorm> {
    public InstanceNorm(Parts parts) {
        super(parts);
    }

    @Override
    protected InstanceNorm of(Parts parts) {
        return new InstanceNorm(parts);
    }

    /** Without it, {@code 1e-5}. */
    public InstanceNorm eps(Object eps) {
        return with("eps", eps);
    }
}
