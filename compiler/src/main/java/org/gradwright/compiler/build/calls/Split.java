// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code split(x, parts, axis = 0)}; generated. */
public final class Split extends Call<Split> {
    public Split(Parts parts) {
        super(parts);
    }

    @Override
    protected Split of(Parts parts) {
        return new Split(parts);
    }

    /** Without it, {@code 0}. */
    public Split axis(Object... axis) {
        return with("axis", oneOrList(axis));
    }
}
