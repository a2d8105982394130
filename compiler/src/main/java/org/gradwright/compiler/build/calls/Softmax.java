// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code softmax(x, axis = -1)}; generated. */
public final class Softmax extends Call<Softmax> {
    public Softmax(Parts parts) {
        super(parts);
    }

    @Override
    protected Softmax of(Parts parts) {
        return new Softmax(parts);
    }

    /** Without it, {@code -1}. */
    public Softmax axis(Object... axis) {
        return with("axis", oneOrList(axis));
    }
}
