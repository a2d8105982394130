// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code multi_head_attention(x, context, heads, causal = false, mask = none, rotary = false)}; generated. */
public final class MultiHeadAttention extends Call<MultiHeadAttention> {
    public MultiHeadAttention(Parts parts) {
        super(parts);
    }

    @Override
    protected MultiHeadAttention of(Parts parts) {
        return new MultiHeadAttention(parts);
    }

    /** Required, unless it is given with the tensors. */
    public MultiHeadAttention heads(Object heads) {
        return with("heads", heads);
    }

    /** Without it, {@code false}. */
    public MultiHeadAttention causal(boolean causal) {
        return with("causal", causal);
    }

    /** Without it, {@code none}. */
    public MultiHeadAttention mask(Object mask) {
        return with("mask", mask);
    }

    /** Without it, {@code false}. */
    public MultiHeadAttention rotary(boolean rotary) {
        return with("rotary", rotary);
    }
}
