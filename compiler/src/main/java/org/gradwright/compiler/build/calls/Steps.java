// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code steps(x, axis = 1, truncate = none, reverse = false)}; generated. */
public final class Steps extends Call<Steps> {
    public Steps(Parts parts) {
        super(parts);
    }

    @Override
    protected Steps of(Parts parts) {
        return new Steps(parts);
    }

    /** Without it, {@code 1}. */
    public Steps axis(Object... axis) {
        return with("axis", oneOrList(axis));
    }

    /** Without it, {@code none}. */
    public Steps truncate(Object truncate) {
        return with("truncate", truncate);
    }

    /** Without it, {@code false}. */
    public Steps reverse(boolean reverse) {
        return with("reverse", reverse);
    }
}
