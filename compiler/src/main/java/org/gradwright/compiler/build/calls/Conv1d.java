// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code conv1d(x, filters, kernel = 3, stride = 1, padding = 0, dilation = 1, groups = 1, activation = identity, bias = true, init = he_uniform)}; generated. */
public final class Conv1d extends Call<Conv1d> {
    public Conv1d(Parts parts) {
        super(parts);
    }

    @Override
    protected Conv1d of(Parts parts) {
        return new Conv1d(parts);
    }

    /** Required, unless it is given with the tensors. */
    public Conv1d filters(Object filters) {
        return with("filters", filters);
    }

    /** Without it, {@code 3}. */
    public Conv1d kernel(Object... kernel) {
        return with("kernel", oneOrList(kernel));
    }

    /** Without it, {@code 1}. */
    public Conv1d stride(Object... stride) {
        return with("stride", oneOrList(stride));
    }

    /** Without it, {@code 0}. */
    public Conv1d padding(Object... padding) {
        return with("padding", oneOrList(padding));
    }

    /** Without it, {@code 1}. */
    public Conv1d dilation(Object... dilation) {
        return with("dilation", oneOrList(dilation));
    }

    /** Without it, {@code 1}. */
    public Conv1d groups(Object groups) {
        return with("groups", groups);
    }

    /** Without it, {@code identity}. */
    public Conv1d activation(Object activation) {
        return with("activation", activation);
    }

    /** Without it, {@code true}. */
    public Conv1d bias(boolean bias) {
        return with("bias", bias);
    }

    /** Without it, {@code he_uniform}. */
    public Conv1d init(Object init) {
        return with("init", init);
    }
}
