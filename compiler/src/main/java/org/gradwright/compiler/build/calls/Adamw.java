// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code adamw(lr, beta1 = 0.9, beta2 = 0.999, eps = 1.0E-8, amsgrad = false, weight_decay = 0.01)}; generated. */
public final class Adamw extends Call<Adamw> {
    public Adamw(Parts parts) {
        super(parts);
    }

    @Override
    protected Adamw of(Parts parts) {
        return new Adamw(parts);
    }

    /** Without it, {@code 0.9}. */
    public Adamw beta1(Object beta1) {
        return with("beta1", beta1);
    }

    /** Without it, {@code 0.999}. */
    public Adamw beta2(Object beta2) {
        return with("beta2", beta2);
    }

    /** Without it, {@code 1.0E-8}. */
    public Adamw eps(Object eps) {
        return with("eps", eps);
    }

    /** Without it, {@code false}. */
    public Adamw amsgrad(boolean amsgrad) {
        return with("amsgrad", amsgrad);
    }

    /** Without it, {@code 0.01}. */
    public Adamw weightDecay(Object weightDecay) {
        return with("weight_decay", weightDecay);
    }
}
