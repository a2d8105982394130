// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code huber(p, y, delta = 1.0)}; generated. */
public final class Huber extends Call<Huber> {
    public Huber(Parts parts) {
        super(parts);
    }

    @Override
    protected Huber of(Parts parts) {
        return new Huber(parts);
    }

    /** Without it, {@code 1.0}. */
    public Huber delta(Object delta) {
        return with("delta", delta);
    }
}
