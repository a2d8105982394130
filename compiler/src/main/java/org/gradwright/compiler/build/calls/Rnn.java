// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code rnn(x, units, activation = tanh, truncate = none)}; generated. */
public final class Rnn extends Call<Rnn> {
    public Rnn(Parts parts) {
        super(parts);
    }

    @Override
    protected Rnn of(Parts parts) {
        return new Rnn(parts);
    }

    /** Required, unless it is given with the tensors. */
    public Rnn units(Object units) {
        return with("units", units);
    }

    /** Without it, {@code tanh}. */
    public Rnn activation(Object activation) {
        return with("activation", activation);
    }

    /** Without it, {@code none}. */
    public Rnn truncate(Object truncate) {
        return with("truncate", truncate);
    }
}
