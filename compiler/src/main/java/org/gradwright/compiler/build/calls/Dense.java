// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code dense(x, units, activation = identity, bias = true, init = glorot_uniform)}; generated. */
public final class Dense extends Call<Dense> {
    public Dense(Parts parts) {
        super(parts);
    }

    @Override
    protected Dense of(Parts parts) {
        return new Dense(parts);
    }

    /** Required, unless it is given with the tensors. */
    public Dense units(Object units) {
        return with("units", units);
    }

    /** Without it, {@code identity}. */
    public Dense activation(Object activation) {
        return with("activation", activation);
    }

    /** Without it, {@code true}. */
    public Dense bias(boolean bias) {
        return with("bias", bias);
    }

    /** Without it, {@code glorot_uniform}. */
    public Dense init(Object init) {
        return with("init", init);
    }
}
