// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code avg_pool2d(x, kernel = 2, stride = none, padding = 0, count_padding = true)}; generated. */
public final class AvgPool2d extends Call<AvgPool2d> {
    public AvgPool2d(Parts parts) {
        super(parts);
    }

    @Override
    protected AvgPool2d of(Parts parts) {
        return new AvgPool2d(parts);
    }

    /** Without it, {@code 2}. */
    public AvgPool2d kernel(Object... kernel) {
        return with("kernel", oneOrList(kernel));
    }

    /** Without it, {@code none}. */
    public AvgPool2d stride(Object... stride) {
        return with("stride", oneOrList(stride));
    }

    /** Without it, {@code 0}. */
    public AvgPool2d padding(Object... padding) {
        return with("padding", oneOrList(padding));
    }

    /** Without it, {@code true}. */
    public AvgPool2d countPadding(boolean countPadding) {
        return with("count_padding", countPadding);
    }
}
