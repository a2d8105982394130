// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code lion(lr, beta1 = 0.9, beta2 = 0.99, weight_decay = 0.0)}; generated. */
public final class Lion extends Call<Lion> {
    public Lion(Parts parts) {
        super(parts);
    }

    @Override
    protected Lion of(Parts parts) {
        return new Lion(parts);
    }

    /** Without it, {@code 0.9}. */
    public Lion beta1(Object beta1) {
        return with("beta1", beta1);
    }

    /** Without it, {@code 0.99}. */
    public Lion beta2(Object beta2) {
        return with("beta2", beta2);
    }

    /** Without it, {@code 0.0}. */
    public Lion weightDecay(Object weightDecay) {
        return with("weight_decay", weightDecay);
    }
}
