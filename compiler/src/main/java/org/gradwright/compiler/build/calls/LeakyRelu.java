// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code leaky_relu(x, alpha = 0.01)}; generated. */
public final class LeakyRelu extends Call<LeakyRelu> {
    public LeakyRelu(Parts parts) {
        super(parts);
    }

    @Override
    protected LeakyRelu of(Parts parts) {
        return new LeakyRelu(parts);
    }

    /** Without it, {@code 0.01}. */
    public LeakyRelu alpha(Object alpha) {
        return with("alpha", alpha);
    }
}
