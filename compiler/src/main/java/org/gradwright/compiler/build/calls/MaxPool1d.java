// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code max_pool1d(x, kernel = 2, stride = none, padding = 0, dilation = 1)}; generated. */
public final class MaxPool1d extends Call<MaxPool1d> {
    public MaxPool1d(Parts parts) {
        super(parts);
    }

    @Override
    protected MaxPool1d of(Parts parts) {
        return new MaxPool1d(parts);
    }

    /** Without it, {@code 2}. */
    public MaxPool1d kernel(Object... kernel) {
        return with("kernel", oneOrList(kernel));
    }

    /** Without it, {@code none}. */
    public MaxPool1d stride(Object... stride) {
        return with("stride", oneOrList(stride));
    }

    /** Without it, {@code 0}. */
    public MaxPool1d padding(Object... padding) {
        return with("padding", oneOrList(padding));
    }

    /** Without it, {@code 1}. */
    public MaxPool1d dilation(Object... dilation) {
        return with("dilation", oneOrList(dilation));
    }
}
