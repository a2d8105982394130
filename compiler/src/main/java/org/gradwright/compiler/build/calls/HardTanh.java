// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code hard_tanh(x, low = -1.0, high = 1.0)}; generated. */
public final class HardTanh extends Call<HardTanh> {
    public HardTanh(Parts parts) {
        super(parts);
    }

    @Override
    protected HardTanh of(Parts parts) {
        return new HardTanh(parts);
    }

    /** Without it, {@code -1.0}. */
    public HardTanh low(Object low) {
        return with("low", low);
    }

    /** Without it, {@code 1.0}. */
    public HardTanh high(Object high) {
        return with("high", high);
    }
}
