// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code separable_conv2d(x, filters, kernel = 3, stride = 1, padding = 0, activation = identity)}; generated. */
public final class SeparableConv2d extends Call<SeparableConv2d> {
    public SeparableConv2d(Parts parts) {
        super(parts);
    }

    @Override
    protected SeparableConv2d of(Parts parts) {
        return new SeparableConv2d(parts);
    }

    /** Required, unless it is given with the tensors. */
    public SeparableConv2d filters(Object filters) {
        return with("filters", filters);
    }

    /** Without it, {@code 3}. */
    public SeparableConv2d kernel(Object... kernel) {
        return with("kernel", oneOrList(kernel));
    }

    /** Without it, {@code 1}. */
    public SeparableConv2d stride(Object... stride) {
        return with("stride", oneOrList(stride));
    }

    /** Without it, {@code 0}. */
    public SeparableConv2d padding(Object... padding) {
        return with("padding", oneOrList(padding));
    }

    /** Without it, {@code identity}. */
    public SeparableConv2d activation(Object activation) {
        return with("activation", activation);
    }
}
