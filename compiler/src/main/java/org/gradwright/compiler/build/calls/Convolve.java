// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code convolve(x, W, stride = 1, padding = 0, dilation = 1, groups = 1)}; generated. */
public final class Convolve extends Call<Convolve> {
    public Convolve(Parts parts) {
        super(parts);
    }

    @Override
    protected Convolve of(Parts parts) {
        return new Convolve(parts);
    }

    /** Without it, {@code 1}. */
    public Convolve stride(Object... stride) {
        return with("stride", oneOrList(stride));
    }

    /** Without it, {@code 0}. */
    public Convolve padding(Object... padding) {
        return with("padding", oneOrList(padding));
    }

    /** Without it, {@code 1}. */
    public Convolve dilation(Object... dilation) {
        return with("dilation", oneOrList(dilation));
    }

    /** Without it, {@code 1}. */
    public Convolve groups(Object groups) {
        return with("groups", groups);
    }
}
