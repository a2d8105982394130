// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code rms_norm(x, eps = 1e-6)}; generated. */
public final class RmsNorm extends Call<RmsNorm> {
    public RmsNorm(Parts parts) {
        super(parts);
    }

    @Override
    protected RmsNorm of(Parts parts) {
        return new RmsNorm(parts);
    }

    /** Without it, {@code 1e-6}. */
    public RmsNorm eps(Object eps) {
        return with("eps", eps);
    }
}
