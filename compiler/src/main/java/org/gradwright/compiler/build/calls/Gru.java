// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code gru(x, units, truncate = none)}; generated. */
public final class Gru extends Call<Gru> {
    public Gru(Parts parts) {
        super(parts);
    }

    @Override
    protected Gru of(Parts parts) {
        return new Gru(parts);
    }

    /** Required, unless it is given with the tensors. */
    public Gru units(Object units) {
        return with("units", units);
    }

    /** Without it, {@code none}. */
    public Gru truncate(Object truncate) {
        return with("truncate", truncate);
    }
}
