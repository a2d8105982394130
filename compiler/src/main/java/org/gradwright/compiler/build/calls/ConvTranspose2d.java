// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code conv_transpose2d(x, filters, kernel = 3, stride = 1, padding = 0, output_padding = 0, dilation = 1, groups = 1, activation = identity, bias = true, init = he_uniform)}; generated. */
public final class ConvTranspose2d extends Call<ConvTranspose2d> {
    public ConvTranspose2d(Parts parts) {
        super(parts);
    }

    @Override
    protected ConvTranspose2d of(Parts parts) {
        return new ConvTranspose2d(parts);
    }

    /** Required, unless it is given with the tensors. */
    public ConvTranspose2d filters(Object filters) {
        return with("filters", filters);
    }

    /** Without it, {@code 3}. */
    public ConvTranspose2d kernel(Object... kernel) {
        return with("kernel", oneOrList(kernel));
    }

    /** Without it, {@code 1}. */
    public ConvTranspose2d stride(Object... stride) {
        return with("stride", oneOrList(stride));
    }

    /** Without it, {@code 0}. */
    public ConvTranspose2d padding(Object... padding) {
        return with("padding", oneOrList(padding));
    }

    /** Without it, {@code 0}. */
    public ConvTranspose2d outputPadding(Object outputPadding) {
        return with("output_padding", outputPadding);
    }

    /** Without it, {@code 1}. */
    public ConvTranspose2d dilation(Object... dilation) {
        return with("dilation", oneOrList(dilation));
    }

    /** Without it, {@code 1}. */
    public ConvTranspose2d groups(Object groups) {
        return with("groups", groups);
    }

    /** Without it, {@code identity}. */
    public ConvTranspose2d activation(Object activation) {
        return with("activation", activation);
    }

    /** Without it, {@code true}. */
    public ConvTranspose2d bias(boolean bias) {
        return with("bias", bias);
    }

    /** Without it, {@code he_uniform}. */
    public ConvTranspose2d init(Object init) {
        return with("init", init);
    }
}
