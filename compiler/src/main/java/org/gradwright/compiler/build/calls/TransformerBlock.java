// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code transformer_block(x, heads, causal = false, expand = 4, activation = gelu)}; generated. */
public final class TransformerBlock extends Call<TransformerBlock> {
    public TransformerBlock(Parts parts) {
        super(parts);
    }

    @Override
    protected TransformerBlock of(Parts parts) {
        return new TransformerBlock(parts);
    }

    /** Required, unless it is given with the tensors. */
    public TransformerBlock heads(Object heads) {
        return with("heads", heads);
    }

    /** Without it, {@code false}. */
    public TransformerBlock causal(boolean causal) {
        return with("causal", causal);
    }

    /** Without it, {@code 4}. */
    public TransformerBlock expand(Object expand) {
        return with("expand", expand);
    }

    /** Without it, {@code gelu}. */
    public TransformerBlock activation(Object activation) {
        return with("activation", activation);
    }
}
