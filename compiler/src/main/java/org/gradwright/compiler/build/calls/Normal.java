// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code normal(deviation, mean = 0)}; generated. */
public final class Normal extends Call<Normal> {
    public Normal(Parts parts) {
        super(parts);
    }

    @Override
    protected Normal of(Parts parts) {
        return new Normal(parts);
    }

    /** Without it, {@code 0}. */
    public Normal mean(Object mean) {
        return with("mean", mean);
    }
}
