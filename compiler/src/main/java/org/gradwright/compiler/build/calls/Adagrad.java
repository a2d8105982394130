// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code adagrad(lr, lr_decay = 0.0, initial_accumulator_value = 0.0, eps = 1.0E-10, weight_decay = 0.0)}; generated. */
public final class Adagrad extends Call<Adagrad> {
    public Adagrad(Parts parts) {
        super(parts);
    }

    @Override
    protected Adagrad of(Parts parts) {
        return new Adagrad(parts);
    }

    /** Without it, {@code 0.0}. */
    public Adagrad lrDecay(Object lrDecay) {
        return with("lr_decay", lrDecay);
    }

    /** Without it, {@code 0.0}. */
    public Adagrad initialAccumulatorValue(Object initialAccumulatorValue) {
        return with("initial_accumulator_value", initialAccumulatorValue);
    }

    /** Without it, {@code 1.0E-10}. */
    public Adagrad eps(Object eps) {
        return with("eps", eps);
    }

    /** Without it, {@code 0.0}. */
    public Adagrad weightDecay(Object weightDecay) {
        return with("weight_decay", weightDecay);
    }
}
