// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code adam(lr, beta1 = 0.9, beta2 = 0.999, eps = 1.0E-8, amsgrad = false, weight_decay = 0.0)}; generated. */
public final class Adam extends Call<Adam> {
    public Adam(Parts parts) {
        super(parts);
    }

    @Override
    protected Adam of(Parts parts) {
        return new Adam(parts);
    }

    /** Without it, {@code 0.9}. */
    public Adam beta1(Object beta1) {
        return with("beta1", beta1);
    }

    /** Without it, {@code 0.999}. */
    public Adam beta2(Object beta2) {
        return with("beta2", beta2);
    }

    /** Without it, {@code 1.0E-8}. */
    public Adam eps(Object eps) {
        return with("eps", eps);
    }

    /** Without it, {@code false}. */
    public Adam amsgrad(boolean amsgrad) {
        return with("amsgrad", amsgrad);
    }

    /** Without it, {@code 0.0}. */
    public Adam weightDecay(Object weightDecay) {
        return with("weight_decay", weightDecay);
    }
}
