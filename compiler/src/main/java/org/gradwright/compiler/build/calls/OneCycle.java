// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code one_cycle(peak, steps)}; generated. */
public final class OneCycle extends Call<OneCycle> {
    public OneCycle(Parts parts) {
        super(parts);
    }

    @Override
    protected OneCycle of(Parts parts) {
        return new OneCycle(parts);
    }

    /** Required. */
    public OneCycle steps(Object steps) {
        return with("steps", steps);
    }
}
