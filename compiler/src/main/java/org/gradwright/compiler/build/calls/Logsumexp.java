// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code logsumexp(x, axis = none, keep = false)}; generated. */
public final class Logsumexp extends Call<Logsumexp> {
    public Logsumexp(Parts parts) {
        super(parts);
    }

    @Override
    protected Logsumexp of(Parts parts) {
        return new Logsumexp(parts);
    }

    /** Without it, {@code none}. */
    public Logsumexp axis(Object... axis) {
        return with("axis", oneOrList(axis));
    }

    /** Without it, {@code false}. */
    public Logsumexp keep(boolean keep) {
        return with("keep", keep);
    }
}
