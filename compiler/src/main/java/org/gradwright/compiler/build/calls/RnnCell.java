// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code rnn_cell(x, h, activation = tanh)}; generated. */
public final class RnnCell extends Call<RnnCell> {
    public RnnCell(Parts parts) {
        super(parts);
    }

    @Override
    protected RnnCell of(Parts parts) {
        return new RnnCell(parts);
    }

    /** Without it, {@code tanh}. */
    public RnnCell activation(Object activation) {
        return with("activation", activation);
    }
}
