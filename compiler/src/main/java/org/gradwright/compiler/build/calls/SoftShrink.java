// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code soft_shrink(x, bound = 0.5)}; generated. */
public final class SoftShrink extends Call<SoftShrink> {
    public SoftShrink(Parts parts) {
        super(parts);
    }

    @Override
    protected SoftShrink of(Parts parts) {
        return new SoftShrink(parts);
    }

    /** Without it, {@code 0.5}. */
    public SoftShrink bound(Object bound) {
        return with("bound", bound);
    }
}
