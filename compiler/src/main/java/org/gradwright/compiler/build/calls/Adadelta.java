// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code adadelta(lr, rho = 0.9, eps = 1.0E-6, weight_decay = 0.0)}; generated. */
public final class Adadelta extends Call<Adadelta> {
    public Adadelta(Parts parts) {
        super(parts);
    }

    @Override
    protected Adadelta of(Parts parts) {
        return new Adadelta(parts);
    }

    /** Without it, {@code 0.9}. */
    public Adadelta rho(Object rho) {
        return with("rho", rho);
    }

    /** Without it, {@code 1.0E-6}. */
    public Adadelta eps(Object eps) {
        return with("eps", eps);
    }

    /** Without it, {@code 0.0}. */
    public Adadelta weightDecay(Object weightDecay) {
        return with("weight_decay", weightDecay);
    }
}
