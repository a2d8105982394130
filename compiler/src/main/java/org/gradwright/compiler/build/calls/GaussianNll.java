// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code gaussian_nll(mu, variance, y, eps = 1e-6)}; generated. */
public final class GaussianNll extends Call<GaussianNll> {
    public GaussianNll(Parts parts) {
        super(parts);
    }

    @Override
    protected GaussianNll of(Parts parts) {
        return new GaussianNll(parts);
    }

    /** Without it, {@code 1e-6}. */
    public GaussianNll eps(Object eps) {
        return with("eps", eps);
    }
}
