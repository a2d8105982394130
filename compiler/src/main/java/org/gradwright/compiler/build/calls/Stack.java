// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code stack(parts, axis = 0)}; generated. */
public final class Stack extends Call<Stack> {
    public Stack(Parts parts) {
        super(parts);
    }

    @Override
    protected Stack of(Parts parts) {
        return new Stack(parts);
    }

    /** Without it, {@code 0}. */
    public Stack axis(Object... axis) {
        return with("axis", oneOrList(axis));
    }
}
