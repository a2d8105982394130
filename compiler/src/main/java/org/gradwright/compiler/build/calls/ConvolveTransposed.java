// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code convolve_transposed(x, W, stride = 1, padding = 0, output_padding = 0, dilation = 1, groups = 1)}; generated. */
public final class ConvolveTransposed extends Call<ConvolveTransposed> {
    public ConvolveTransposed(Parts parts) {
        super(parts);
    }

    @Override
    protected ConvolveTransposed of(Parts parts) {
        return new ConvolveTransposed(parts);
    }

    /** Without it, {@code 1}. */
    public ConvolveTransposed stride(Object... stride) {
        return with("stride", oneOrList(stride));
    }

    /** Without it, {@code 0}. */
    public ConvolveTransposed padding(Object... padding) {
        return with("padding", oneOrList(padding));
    }

    /** Without it, {@code 0}. */
    public ConvolveTransposed outputPadding(Object outputPadding) {
        return with("output_padding", outputPadding);
    }

    /** Without it, {@code 1}. */
    public ConvolveTransposed dilation(Object... dilation) {
        return with("dilation", oneOrList(dilation));
    }

    /** Without it, {@code 1}. */
    public ConvolveTransposed groups(Object groups) {
        return with("groups", groups);
    }
}
