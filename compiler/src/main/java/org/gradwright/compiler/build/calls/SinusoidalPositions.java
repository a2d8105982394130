// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code sinusoidal_positions(time, size, base = 10000.0)}; generated. */
public final class SinusoidalPositions extends Call<SinusoidalPositions> {
    public SinusoidalPositions(Parts parts) {
        super(parts);
    }

    @Override
    protected SinusoidalPositions of(Parts parts) {
        return new SinusoidalPositions(parts);
    }

    /** Required, unless it is given with the tensors. */
    public SinusoidalPositions time(Object time) {
        return with("time", time);
    }

    /** Required, unless it is given with the tensors. */
    public SinusoidalPositions size(Object size) {
        return with("size", size);
    }

    /** Without it, {@code 10000.0}. */
    public SinusoidalPositions base(Object base) {
        return with("base", base);
    }
}
