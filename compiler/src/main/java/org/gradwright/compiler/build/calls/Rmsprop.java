// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code rmsprop(lr, alpha = 0.99, eps = 1.0E-8, momentum = 0.0, centered = false, weight_decay = 0.0)}; generated. */
public final class Rmsprop extends Call<Rmsprop> {
    public Rmsprop(Parts parts) {
        super(parts);
    }

    @Override
    protected Rmsprop of(Parts parts) {
        return new Rmsprop(parts);
    }

    /** Without it, {@code 0.99}. */
    public Rmsprop alpha(Object alpha) {
        return with("alpha", alpha);
    }

    /** Without it, {@code 1.0E-8}. */
    public Rmsprop eps(Object eps) {
        return with("eps", eps);
    }

    /** Without it, {@code 0.0}. */
    public Rmsprop momentum(Object momentum) {
        return with("momentum", momentum);
    }

    /** Without it, {@code false}. */
    public Rmsprop centered(boolean centered) {
        return with("centered", centered);
    }

    /** Without it, {@code 0.0}. */
    public Rmsprop weightDecay(Object weightDecay) {
        return with("weight_decay", weightDecay);
    }
}
