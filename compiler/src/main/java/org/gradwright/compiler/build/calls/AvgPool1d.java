// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code avg_pool1d(x, kernel = 2, stride = none, padding = 0, count_padding = true)}; generated. */
public final class AvgPool1d extends Call<AvgPool1d> {
    public AvgPool1d(Parts parts) {
        super(parts);
    }

    @Override
    protected AvgPool1d of(Parts parts) {
        return new AvgPool1d(parts);
    }

    /** Without it, {@code 2}. */
    public AvgPool1d kernel(Object... kernel) {
        return with("kernel", oneOrList(kernel));
    }

    /** Without it, {@code none}. */
    public AvgPool1d stride(Object... stride) {
        return with("stride", oneOrList(stride));
    }

    /** Without it, {@code 0}. */
    public AvgPool1d padding(Object... padding) {
        return with("padding", oneOrList(padding));
    }

    /** Without it, {@code true}. */
    public AvgPool1d countPadding(boolean countPadding) {
        return with("count_padding", countPadding);
    }
}
