// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code lstm(x, units, truncate = none)}; generated. */
public final class Lstm extends Call<Lstm> {
    public Lstm(Parts parts) {
        super(parts);
    }

    @Override
    protected Lstm of(Parts parts) {
        return new Lstm(parts);
    }

    /** Required, unless it is given with the tensors. */
    public Lstm units(Object units) {
        return with("units", units);
    }

    /** Without it, {@code none}. */
    public Lstm truncate(Object truncate) {
        return with("truncate", truncate);
    }
}
