// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code lerp(a, b, t)}; generated. */
public final class Lerp extends Call<Lerp> {
    public Lerp(Parts parts) {
        super(parts);
    }

    @Override
    protected Lerp of(Parts parts) {
        return new Lerp(parts);
    }

    /** Required, unless it is given with the tensors. */
    public Lerp t(Object t) {
        return with("t", t);
    }
}
