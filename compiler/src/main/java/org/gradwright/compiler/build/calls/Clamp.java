// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code clamp(x, min = none, max = none)}; generated. */
public final class Clamp extends Call<Clamp> {
    public Clamp(Parts parts) {
        super(parts);
    }

    @Override
    protected Clamp of(Parts parts) {
        return new Clamp(parts);
    }

    /** Without it, {@code none}. */
    public Clamp min(Object min) {
        return with("min", min);
    }

    /** Without it, {@code none}. */
    public Clamp max(Object max) {
        return with("max", max);
    }
}
