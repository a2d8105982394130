// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code sort(x, axis = -1, descending = false)}; generated. */
public final class Sort extends Call<Sort> {
    public Sort(Parts parts) {
        super(parts);
    }

    @Override
    protected Sort of(Parts parts) {
        return new Sort(parts);
    }

    /** Without it, {@code -1}. */
    public Sort axis(Object... axis) {
        return with("axis", oneOrList(axis));
    }

    /** Without it, {@code false}. */
    public Sort descending(boolean descending) {
        return with("descending", descending);
    }
}
