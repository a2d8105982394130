// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code attention(x, heads, causal = false, mask = none)}; generated. */
public final class Attention extends Call<Attention> {
    public Attention(Parts parts) {
        super(parts);
    }

    @Override
    protected Attention of(Parts parts) {
        return new Attention(parts);
    }

    /** Required, unless it is given with the tensors. */
    public Attention heads(Object heads) {
        return with("heads", heads);
    }

    /** Without it, {@code false}. */
    public Attention causal(boolean causal) {
        return with("causal", causal);
    }

    /** Without it, {@code none}. */
    public Attention mask(Object mask) {
        return with("mask", mask);
    }
}
