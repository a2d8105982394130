// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code arg_top_k(x, k, axis = -1)}; generated. */
public final class ArgTopK extends Call<ArgTopK> {
    public ArgTopK(Parts parts) {
        super(parts);
    }

    @Override
    protected ArgTopK of(Parts parts) {
        return new ArgTopK(parts);
    }

    /** Without it, {@code -1}. */
    public ArgTopK axis(Object... axis) {
        return with("axis", oneOrList(axis));
    }
}
