// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code split_heads(x, heads)}; generated. */
public final class SplitHeads extends Call<SplitHeads> {
    public SplitHeads(Parts parts) {
        super(parts);
    }

    @Override
    protected SplitHeads of(Parts parts) {
        return new SplitHeads(parts);
    }

    /** Required, unless it is given with the tensors. */
    public SplitHeads heads(Object heads) {
        return with("heads", heads);
    }
}
