// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code sgd(lr, momentum = 0.0, dampening = 0.0, nesterov = false, weight_decay = 0.0)}; generated. */
public final class Sgd extends Call<Sgd> {
    public Sgd(Parts parts) {
        super(parts);
    }

    @Override
    protected Sgd of(Parts parts) {
        return new Sgd(parts);
    }

    /** Without it, {@code 0.0}. */
    public Sgd momentum(Object momentum) {
        return with("momentum", momentum);
    }

    /** Without it, {@code 0.0}. */
    public Sgd dampening(Object dampening) {
        return with("dampening", dampening);
    }

    /** Without it, {@code false}. */
    public Sgd nesterov(boolean nesterov) {
        return with("nesterov", nesterov);
    }

    /** Without it, {@code 0.0}. */
    public Sgd weightDecay(Object weightDecay) {
        return with("weight_decay", weightDecay);
    }
}
