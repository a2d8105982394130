// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code group_norm(x, groups, eps = 1e-5)}; generated. */
public final class GroupNorm extends Call<GroupNorm> {
    public GroupNorm(Parts parts) {
        super(parts);
    }

    @Override
    protected GroupNorm of(Parts parts) {
        return new GroupNorm(parts);
    }

    /** Required, unless it is given with the tensors. */
    public GroupNorm groups(Object groups) {
        return with("groups", groups);
    }

    /** Without it, {@code 1e-5}. */
    public GroupNorm eps(Object eps) {
        return with("eps", eps);
    }
}
