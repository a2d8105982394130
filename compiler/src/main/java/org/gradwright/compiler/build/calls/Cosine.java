// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code cosine(peak, warmup = 0, steps)}; generated. */
public final class Cosine extends Call<Cosine> {
    public Cosine(Parts parts) {
        super(parts);
    }

    @Override
    protected Cosine of(Parts parts) {
        return new Cosine(parts);
    }

    /** Without it, {@code 0}. */
    public Cosine warmup(Object warmup) {
        return with("warmup", warmup);
    }

    /** Required. */
    public Cosine steps(Object steps) {
        return with("steps", steps);
    }
}
