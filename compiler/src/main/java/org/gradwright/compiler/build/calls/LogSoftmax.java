// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code log_softmax(x, axis = -1)}; generated. */
public final class LogSoftmax extends Call<LogSoftmax> {
    public LogSoftmax(Parts parts) {
        super(parts);
    }

    @Override
    protected LogSoftmax of(Parts parts) {
        return new LogSoftmax(parts);
    }

    /** Without it, {@code -1}. */
    public LogSoftmax axis(Object... axis) {
        return with("axis", oneOrList(axis));
    }
}
