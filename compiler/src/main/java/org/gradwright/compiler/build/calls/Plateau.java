// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build.calls;

import org.gradwright.compiler.build.Call;

/** A call of {@code plateau(from, every, patience = 10, factor = 0.1, threshold = 1e-4, least = 0)}; generated. */
public final class Plateau extends Call<Plateau> {
    public Plateau(Parts parts) {
        super(parts);
    }

    @Override
    protected Plateau of(Parts parts) {
        return new Plateau(parts);
    }

    /** Required. */
    public Plateau every(Object every) {
        return with("every", every);
    }

    /** Without it, {@code 10}. */
    public Plateau patience(Object patience) {
        return with("patience", patience);
    }

    /** Without it, {@code 0.1}. */
    public Plateau factor(Object factor) {
        return with("factor", factor);
    }

    /** Without it, {@code 1e-4}. */
    public Plateau threshold(Object threshold) {
        return with("threshold", threshold);
    }

    /** Without it, {@code 0}. */
    public Plateau least(Object least) {
        return with("least", least);
    }
}
