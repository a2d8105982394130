// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code rotary_positions(x, base = 10000.0)}; generated. */
public final class RotaryPositions extends Call<RotaryPositions> {
    public RotaryPositions(Parts parts) {
        super(parts);
    }

    @Override
    protected RotaryPositions of(Parts parts) {
        return new RotaryPositions(parts);
    }

    /** Without it, {@code 10000.0}. */
    public RotaryPositions base(Object base) {
        return with("base", base);
    }
}
