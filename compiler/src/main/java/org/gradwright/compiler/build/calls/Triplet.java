// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code triplet(a, same, other, margin = 1.0)}; generated. */
public final class Triplet extends Call<Triplet> {
    public Triplet(Parts parts) {
        super(parts);
    }

    @Override
    protected Triplet of(Parts parts) {
        return new Triplet(parts);
    }

    /** Without it, {@code 1.0}. */
    public Triplet margin(Object margin) {
        return with("margin", margin);
    }
}
