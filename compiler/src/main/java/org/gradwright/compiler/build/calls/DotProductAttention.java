// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code dot_product_attention(q, k, v, causal = false, mask = none)}; generated. */
public final class DotProductAttention extends Call<DotProductAttention> {
    public DotProductAttention(Parts parts) {
        super(parts);
    }

    @Override
    protected DotProductAttention of(Parts parts) {
        return new DotProductAttention(parts);
    }

    /** Without it, {@code false}. */
    public DotProductAttention causal(boolean causal) {
        return with("causal", causal);
    }

    /** Without it, {@code none}. */
    public DotProductAttention mask(Object mask) {
        return with("mask", mask);
    }
}
