// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code dropout(x, rate = 0.5)}; generated. */
public final class Dropout extends Call<Dropout> {
    public Dropout(Parts parts) {
        super(parts);
    }

    @Override
    protected Dropout of(Parts parts) {
        return new Dropout(parts);
    }

    /** Without it, {@code 0.5}. */
    public Dropout rate(Object rate) {
        return with("rate", rate);
    }
}
