// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code max_pool(x, kernel, stride = none, padding = 0, dilation = 1)}; generated. */
public final class MaxPool extends Call<MaxPool> {
    public MaxPool(Parts parts) {
        super(parts);
    }

    @Override
    protected MaxPool of(Parts parts) {
        return new MaxPool(parts);
    }

    /** Without it, {@code none}. */
    public MaxPool stride(Object... stride) {
        return with("stride", oneOrList(stride));
    }

    /** Without it, {@code 0}. */
    public MaxPool padding(Object... padding) {
        return with("padding", oneOrList(padding));
    }

    /** Without it, {@code 1}. */
    public MaxPool dilation(Object... dilation) {
        return with("dilation", oneOrList(dilation));
    }
}
