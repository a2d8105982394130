// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code uniform(low, high = none)}; generated. */
public final class Uniform extends Call<Uniform> {
    public Uniform(Parts parts) {
        super(parts);
    }

    @Override
    protected Uniform of(Parts parts) {
        return new Uniform(parts);
    }

    /** Without it, {@code none}. */
    public Uniform high(Object high) {
        return with("high", high);
    }
}
