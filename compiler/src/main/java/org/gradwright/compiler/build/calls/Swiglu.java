// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code swiglu(x, units)}; generated. */
public final class Swiglu extends Call<Swiglu> {
    public Swiglu(Parts parts) {
        super(parts);
    }

    @Override
    protected Swiglu of(Parts parts) {
        return new Swiglu(parts);
    }

    /** Required, unless it is given with the tensors. */
    public Swiglu units(Object units) {
        return with("units", units);
    }
}
