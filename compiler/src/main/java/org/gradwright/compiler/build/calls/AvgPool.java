// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code avg_pool(x, kernel, stride = none, padding = 0, count_padding = true, dilation = 1)}; generated. */
public final class AvgPool extends Call<AvgPool> {
    public AvgPool(Parts parts) {
        super(parts);
    }

    @Override
    protected AvgPool of(Parts parts) {
        return new AvgPool(parts);
    }

    /** Without it, {@code none}. */
    public AvgPool stride(Object... stride) {
        return with("stride", oneOrList(stride));
    }

    /** Without it, {@code 0}. */
    public AvgPool padding(Object... padding) {
        return with("padding", oneOrList(padding));
    }

    /** Without it, {@code true}. */
    public AvgPool countPadding(boolean countPadding) {
        return with("count_padding", countPadding);
    }

    /** Without it, {@code 1}. */
    public AvgPool dilation(Object... dilation) {
        return with("dilation", oneOrList(dilation));
    }
}
