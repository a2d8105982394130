// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code step(from, every, factor = 0.1)}; generated. */
public final class Step extends Call<Step> {
    public Step(Parts parts) {
        super(parts);
    }

    @Override
    protected Step of(Parts parts) {
        return new Step(parts);
    }

    /** Required. */
    public Step every(Object every) {
        return with("every", every);
    }

    /** Without it, {@code 0.1}. */
    public Step factor(Object factor) {
        return with("factor", factor);
    }
}
