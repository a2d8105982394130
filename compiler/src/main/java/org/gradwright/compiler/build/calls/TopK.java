// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code top_k(x, k, axis = -1)}; generated. */
public final class TopK extends Call<TopK> {
    public TopK(Parts parts) {
        super(parts);
    }

    @Override
    protected TopK of(Parts parts) {
        return new TopK(parts);
    }

    /** Without it, {@code -1}. */
    public TopK axis(Object... axis) {
        return with("axis", oneOrList(axis));
    }
}
