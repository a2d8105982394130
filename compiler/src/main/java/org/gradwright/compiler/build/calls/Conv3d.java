// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code conv3d(x, filters, kernel = 3, stride = 1, padding = 0, dilation = 1, groups = 1, activation = identity, bias = true, init = he_uniform)}; generated. */
public final class Conv3d extends Call<Conv3d> {
    public Conv3d(Parts parts) {
        super(parts);
    }

    @Override
    protected Conv3d of(Parts parts) {
        return new Conv3d(parts);
    }

    /** Required, unless it is given with the tensors. */
    public Conv3d filters(Object filters) {
        return with("filters", filters);
    }

    /** Without it, {@code 3}. */
    public Conv3d kernel(Object... kernel) {
        return with("kernel", oneOrList(kernel));
    }

    /** Without it, {@code 1}. */
    public Conv3d stride(Object... stride) {
        return with("stride", oneOrList(stride));
    }

    /** Without it, {@code 0}. */
    public Conv3d padding(Object... padding) {
        return with("padding", oneOrList(padding));
    }

    /** Without it, {@code 1}. */
    public Conv3d dilation(Object... dilation) {
        return with("dilation", oneOrList(dilation));
    }

    /** Without it, {@code 1}. */
    public Conv3d groups(Object groups) {
        return with("groups", groups);
    }

    /** Without it, {@code identity}. */
    public Conv3d activation(Object activation) {
        return with("activation", activation);
    }

    /** Without it, {@code true}. */
    public Conv3d bias(boolean bias) {
        return with("bias", bias);
    }

    /** Without it, {@code he_uniform}. */
    public Conv3d init(Object init) {
        return with("init", init);
    }
}
