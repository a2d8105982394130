// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code linear(from, to, steps)}; generated. */
public final class Linear extends Call<Linear> {
    public Linear(Parts parts) {
        super(parts);
    }

    @Override
    protected Linear of(Parts parts) {
        return new Linear(parts);
    }

    /** Required. */
    public Linear steps(Object steps) {
        return with("steps", steps);
    }
}
