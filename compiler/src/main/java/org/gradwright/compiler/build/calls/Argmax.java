// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code argmax(x, axis = -1, keep = false)}; generated. */
public final class Argmax extends Call<Argmax> {
    public Argmax(Parts parts) {
        super(parts);
    }

    @Override
    protected Argmax of(Parts parts) {
        return new Argmax(parts);
    }

    /** Without it, {@code -1}. */
    public Argmax axis(Object... axis) {
        return with("axis", oneOrList(axis));
    }

    /** Without it, {@code false}. */
    public Argmax keep(boolean keep) {
        return with("keep", keep);
    }
}
